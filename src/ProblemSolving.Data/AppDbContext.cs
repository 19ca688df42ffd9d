using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Data;

/// <summary>Everything the program stores in its database. One instance lives for one operation.</summary>
public abstract class AppDbContext(DbContextOptions options) : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Project> Projects => Set<Project>();

    public DbSet<ProjectMember> Members => Set<ProjectMember>();

    public DbSet<StepComment> Comments => Set<StepComment>();

    public DbSet<DefineSheet> DefineSheets => Set<DefineSheet>();

    public DbSet<MetricReading> MetricReadings => Set<MetricReading>();

    public DbSet<DamageInput> DamageInputs => Set<DamageInput>();

    public DbSet<EvidencePin> EvidencePins => Set<EvidencePin>();

    public DbSet<CauseNote> CauseNotes => Set<CauseNote>();

    public DbSet<EffectsSheet> EffectsSheets => Set<EffectsSheet>();

    public DbSet<EffectLine> EffectLines => Set<EffectLine>();

    public DbSet<CausalLink> CausalLinks => Set<CausalLink>();

    public DbSet<SolutionOption> SolutionOptions => Set<SolutionOption>();

    public DbSet<SolutionAssumption> Assumptions => Set<SolutionAssumption>();

    public DbSet<TeamScore> TeamScores => Set<TeamScore>();

    public DbSet<PrioritizeSheet> PrioritizeSheets => Set<PrioritizeSheet>();

    public DbSet<GateReview> Reviews => Set<GateReview>();

    public DbSet<ApprovalSeat> ApprovalSeats => Set<ApprovalSeat>();

    public DbSet<FieldRemark> FieldRemarks => Set<FieldRemark>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<Spending> Spendings => Set<Spending>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<Dataset> Datasets => Set<Dataset>();

    public DbSet<DatasetVersion> DatasetVersions => Set<DatasetVersion>();

    public DbSet<AnalysisRun> Runs => Set<AnalysisRun>();

    public DbSet<PinnedFinding> PinnedFindings => Set<PinnedFinding>();

    public DbSet<Pilot> Pilots => Set<Pilot>();

    public DbSet<OperateSchedule> Schedules => Set<OperateSchedule>();

    public DbSet<OperateRun> OperateRuns => Set<OperateRun>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<DateTime?>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(28, 10);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }
}
