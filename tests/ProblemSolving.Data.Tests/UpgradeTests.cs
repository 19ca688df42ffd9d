using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Data.Audit;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Tests;

/// <summary>A database of the first version, with work in it, under this version.</summary>
public sealed class UpgradeTests : TestDatabase
{
    [Fact]
    public async Task Migrate_DatabaseOfTheFirstVersion_KeepsTheWorkAndSealsTheTrail()
    {
        var contexts = await StartAsync(postgres: false, migrate: false);
        var project = Guid.CreateVersion7();
        await using (var db = await contexts.CreateDbContextAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF");
            var id = project.ToString().ToUpperInvariant();
            await db.Database.ExecuteSqlAsync($"INSERT INTO EffectsSheets (Id, ProjectId, Version, CausalChain, OneOffCost, CostText, KillCriteria) VALUES ({id}, {id}, 3, 'Repurchase', '5000000.0', '', 'below 2 points')");
            await db.Database.ExecuteSqlAsync($"INSERT INTO EffectLines (Id, ProjectId, Version, Position, Name, Kind, PopulationUnit, Period, Population, ChangeLikely, ValuePerUnit) VALUES ({id}, {id}, 1, 0, 'Won back', 'Margin', 'customers', 'Month', '1000.0', '0.02', '1000.0')");
            await db.Database.ExecuteSqlAsync($"INSERT INTO SolutionOptions (Id, ProjectId, Version, Position, Name, Mechanism, Method, DataNeeded, Risks, RankReason, SwitchCondition, KeptReady) VALUES ({id}, {id}, 1, 0, 'Rule', '', 'Rule', '', '', '', 'not significant', '')");
            await db.Database.ExecuteSqlAsync($"INSERT INTO PrioritizeSheets (Id, ProjectId, Version, Note) VALUES ({id}, {id}, 1, '')");
            await db.Database.ExecuteSqlAsync($"INSERT INTO DefineSheets (Id, ProjectId, Version, Overview, PhenomenonWhat, PhenomenonSince, PhenomenonWhere, PhenomenonSize, PhenomenonSource, DamageText, DamageFormula, DamagePeriod, MetricName, MetricDefinition, MetricUnit, MetricDirection) VALUES ({id}, {id}, 1, 'o', '', '', '', '', '', '', '', 'Month', 'rate', '', 'Rate', 'HigherIsBetter')");
            await db.Database.ExecuteSqlAsync($"INSERT INTO Reviews (Id, ProjectId, Gate, Number, PacketJson, PacketSha256, AuthorIds, SubmittedById, SubmittedAtUtc, Reason, RevisitCondition, IsWithdrawn, Version) VALUES ({id}, {id}, 'Effects', 1, '{{}}', 'x', '[]', {id}, '2026-11-01 00:00:00', '', '', 0, 0)");
            await db.Database.ExecuteSqlAsync($"INSERT INTO Audit (ProjectId, Subject, Field, NewValue, UserId, AtUtc) VALUES ({id}, 'Define', 'Overview', 'o', {id}, '2026-11-01 00:00:00')");
            await db.Database.MigrateAsync();
            await AuditSealing.SealEarlierRowsAsync(db, default);
        }

        await using var now = await contexts.CreateDbContextAsync();
        var sheet = await now.EffectsSheets.AsNoTracking().SingleAsync();
        var line = await now.EffectLines.AsNoTracking().SingleAsync();
        Assert.Equal((3, 12m, 5_000_000m), (sheet.Version, sheet.HorizonMonths, sheet.OneOffCost));
        Assert.Equal((GainHardness.Hard, GainRecurrence.Recurring, RangeShape.Pert), (line.Hardness, line.Recurrence, line.Shape));
        Assert.Equal(240_000, EffectEstimate.From(new EffectsSheet(), [line]).NetPerYear.Likely);
        Assert.Equal("not significant", (await now.SolutionOptions.AsNoTracking().SingleAsync()).SwitchCondition);
        Assert.Single(await now.PrioritizeSheets.AsNoTracking().ToListAsync());
        Assert.Equal("rate", (await now.DefineSheets.AsNoTracking().SingleAsync()).MetricName);
        var review = await now.Reviews.AsNoTracking().SingleAsync();
        Assert.Empty(review.Votes);
        var check = new AuditVerification();
        Assert.True(check.Next(await now.Audit.AsNoTracking().SingleAsync()));
    }

    [Theory]   // a round that was drawn kept everybody; one still to be drawn begins as a new plan does
    [InlineData("Evaluated", EarlierCustomers.Keep)]
    [InlineData("Running", EarlierCustomers.Keep)]
    [InlineData("Draft", EarlierCustomers.LeaveOutTreated)]
    [InlineData("Failed", EarlierCustomers.LeaveOutTreated)]
    public async Task Migrate_ARoundFromBeforeTheChoice_ReadsAsWhatItDid(string state, EarlierCustomers expected)
    {
        var contexts = await StartAsync(postgres: false, migrate: false);
        await using var db = await contexts.CreateDbContextAsync();
        await db.GetService<IMigrator>().MigrateAsync("PreviewDraft");
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF");
        var id = Guid.CreateVersion7().ToString().ToUpperInvariant();
        await db.Database.ExecuteSqlAsync($"INSERT INTO Pilots (Id, ProjectId, Round, Name, Hypothesis, Treatment, PopulationRuleJson, SelectedShare, ControlShare, Alpha, Salt, State, PlanJson, PlanSha256, PopulationCount, TargetCount, ControlCount, ListSha256, ResponseFileName, ResponseSha256, IsSignificantImprovement, Conclusion, CreatedById, CreatedAtUtc, Version) VALUES ({id}, {id}, 2, 'n', '', '', '', 0.2, 0.5, 0.05, 's', {state}, '', '', 0, 0, 0, '', '', '', 0, '', {id}, '2026-11-01 00:00:00', 0)");
        await db.Database.MigrateAsync();
        var pilot = await db.Pilots.AsNoTracking().SingleAsync();
        Assert.Equal((expected, 0), (pilot.EarlierCustomers, pilot.LeftOutCount));
    }

    [Theory]
    [InlineData("2026-01; 0.24", SeriesRates.Shares)]   // what stands there keeps its meaning
    [InlineData("", SeriesRates.PerCent)]
    public async Task Migrate_ASeriesOfRates_IsReadAsItWasWritten(string series, SeriesRates rates)
    {
        var contexts = await StartAsync(postgres: false, migrate: false);
        await using var db = await contexts.CreateDbContextAsync();
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF");
        var id = Guid.CreateVersion7().ToString().ToUpperInvariant();
        await db.Database.ExecuteSqlAsync($"INSERT INTO DefineSheets (Id, ProjectId, Version, Overview, PhenomenonWhat, PhenomenonSince, PhenomenonWhere, PhenomenonSize, PhenomenonSource, DamageText, DamageFormula, DamagePeriod, MetricName, MetricDefinition, MetricUnit, MetricDirection) VALUES ({id}, {id}, 1, 'o', '', '', '', '', '', '', '', 'Month', 'rate', '', 'Rate', 'HigherIsBetter')");
        await db.GetService<IMigrator>().MigrateAsync("LooksKept");
        await db.Database.ExecuteSqlAsync($"UPDATE DefineSheets SET MetricSeries = {series}");
        await db.Database.MigrateAsync();
        var sheet = await db.DefineSheets.AsNoTracking().SingleAsync();
        Assert.Equal((rates, ""), (sheet.MetricSeriesRates, sheet.MetricBaselineUntil));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Migrate_ASchedule_KeepsItsModelAndItsRuns(bool postgres)
    {
        var contexts = await StartAsync(postgres);
        await using var db = await contexts.CreateDbContextAsync();
        var at = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        var user = new AppUser { Id = Guid.CreateVersion7(), UserName = "kim", DisplayName = "kim" };
        var project = new Project { Id = Guid.CreateVersion7(), Key = "PS-1", Name = "p", CurrencyCode = "KRW", TimeZoneId = "Asia/Seoul", CreatedById = user.Id, CreatedAtUtc = at, ChangedAtUtc = at };
        var schedule = new OperateSchedule { Id = Guid.CreateVersion7(), ProjectId = project.Id, Name = "weekly", ModelRunId = Guid.CreateVersion7(), DatasetId = Guid.CreateVersion7(), CreatedAtUtc = at };
        db.AddRange(user, project, schedule, new OperateRun { Id = Guid.CreateVersion7(), ProjectId = project.Id, ScheduleId = schedule.Id, SlotUtc = at });
        await db.SaveChangesAsync();

        await db.GetService<IMigrator>().MigrateAsync("PreviewDraft");
        await db.Database.MigrateAsync();

        var now = await db.Schedules.AsNoTracking().SingleAsync();
        Assert.Equal((schedule.ModelRunId, ""), (now.ModelRunId, now.PopulationRuleJson));
        Assert.Equal(schedule.Id, (await db.OperateRuns.AsNoTracking().SingleAsync()).ScheduleId);
        await db.Schedules.ExecuteUpdateAsync(s => s.SetProperty(x => x.ModelRunId, (Guid?)null));   // a rule alone
        await db.GetService<IMigrator>().MigrateAsync("PreviewDraft");
        await db.Database.MigrateAsync();
        Assert.Equal(Guid.Empty, (await db.Schedules.AsNoTracking().SingleAsync()).ModelRunId);   // what the version before has for none
    }

    [Fact]   // killed in the middle, such a step leaves a database that no version starts on
    public async Task Migrate_OnSqlite_EveryStepIsOneTransaction()
    {
        var contexts = await StartAsync(postgres: false, migrate: false);
        await using var db = await contexts.CreateDbContextAsync();
        var (assembly, generator) = (db.GetService<IMigrationsAssembly>(), db.GetService<IMigrationsSqlGenerator>());
        Assert.NotEmpty(assembly.Migrations);
        foreach (var (id, type) in assembly.Migrations)
        {
            var migration = assembly.CreateMigration(type, db.Database.ProviderName!);
            Assert.All(generator.Generate(migration.UpOperations, migration.TargetModel), c => Assert.False(c.TransactionSuppressed, $"{id}: {c.CommandText}"));
        }
    }
}
