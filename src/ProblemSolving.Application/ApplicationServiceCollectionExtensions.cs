using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Analysis;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Effects;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;

namespace ProblemSolving.Application;

public static class ApplicationServiceCollectionExtensions
{
    /// <summary>Everything below the pages: database, rules, analyses, jobs.</summary>
    /// <param name="data">The folder that holds everything.</param>
    /// <param name="postgresConnection">PostgreSQL instead of the SQLite file, for several machines; null or blank for SQLite.</param>
    public static IServiceCollection AddProblemSolving(this IServiceCollection services, DataDirectory data, string? postgresConnection)
    {
        ArgumentNullException.ThrowIfNull(data);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(data);
        services.AddProblemSolvingData(data.DatabaseFile, postgresConnection);
        services.TryAddSingleton<DatabaseStarter>();
        services.TryAddSingleton<AccessGuard>();
        services.TryAddSingleton(TextCatalog.Default);
        services.AddAccounts();
        services.AddProjects();
        services.AddJobs(data, postgresConnection);
        services.AddAnalyses(data);
        services.AddDefine();
        services.TryAddSingleton<ListFiles>();
        services.AddMeasure();
        services.AddOperate();
        services.AddSample();
        return services;
    }

    private static void AddProjects(this IServiceCollection services)
    {
        services.TryAddSingleton<ProjectFeed>();
        services.TryAddSingleton<ProjectService>();
        services.TryAddSingleton<PlaceService>();
        services.TryAddSingleton<WorksheetService>();
        services.TryAddSingleton<TeamScoreService>();
        services.TryAddSingleton<RankOrderService>();
        services.TryAddSingleton<CommentService>();
        services.TryAddSingleton<HistoryService>();
        services.TryAddSingleton<AuditCheck>();
        services.TryAddSingleton<EffectSimulator>();
        services.TryAddSingleton<ReviewDesk>();
        services.TryAddSingleton<ReviewService>();
        services.TryAddSingleton<InboxService>();
        services.TryAddSingleton<SeatService>();
        services.TryAddSingleton<ApprovalLineService>();
        services.TryAddSingleton<RemarkService>();
        services.TryAddSingleton<RevivalCheck>();
        services.TryAddSingleton<ReportService>();
    }

    private static void AddAnalyses(this IServiceCollection services, DataDirectory data)
    {
        services.TryAddSingleton(DatasetLimits.Default);
        services.TryAddSingleton<IFreeSpace, DriveFreeSpace>();
        services.TryAddSingleton<UploadDesk>();
        services.TryAddSingleton<StorageDoor>();
        services.TryAddSingleton(s => new AnalysisSettings(data.Temp, MemoryMegabytes: (int)Math.Min(int.MaxValue, s.GetRequiredService<DatasetLimits>().MemoryBytes >> 20)) { SpillRoom = s.GetRequiredService<UploadDesk>().SpillRoom });
        services.TryAddSingleton<NewVersions>();
        services.TryAddSingleton(s => new RepeatLook(s.GetRequiredService<DataDirectory>(), s.GetRequiredService<PseudonymKeys>(), s.GetRequiredService<AnalysisSettings>(), s.GetRequiredService<LookPlaces>(), s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PseudonymKeys>();
        services.TryAddSingleton<PartialUploads>();
        services.TryAddSingleton<PersonalOriginals>();
        services.TryAddSingleton<UploadService>();
        services.TryAddSingleton<DatasetService>();
        services.TryAddSingleton<FaultListService>();
        services.TryAddSingleton<DatasetUsageService>();
        services.TryAddSingleton<AnalysisService>();
        services.TryAddSingleton<RunRemovalService>();
        services.TryAddSingleton<LookPlaces>();
        services.TryAddSingleton<DataLookService>();
        services.TryAddSingleton<FindingService>();
        services.TryAddSingleton<AnswerListService>();
        services.TryAddSingleton<RunWordsService>();
        services.TryAddSingleton<ModelScorer>();
        services.TryAddSingleton<CustomerRanking>();
        services.AddKeyedSingleton<IWork, ImportWork>(WorkKind.Import);
        services.AddKeyedSingleton<IWork, AnalysisWork>(WorkKind.Analysis);
    }

    private static void AddSample(this IServiceCollection services)
    {
        services.TryAddSingleton<InlineWork>();
        services.TryAddSingleton<ProjectRemoval>();
        services.TryAddSingleton<SampleEvidence>();
        services.TryAddSingleton<SamplePilotRound>();
        services.TryAddSingleton<ISampleProject, CompanyASample>();
    }
}
