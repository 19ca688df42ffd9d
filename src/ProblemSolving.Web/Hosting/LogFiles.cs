using System.Globalization;
using ProblemSolving.Application;
using Serilog;
using Serilog.Events;

namespace ProblemSolving.Web.Hosting;

/// <summary>Logs to the console and to one file a day. Messages carry ids and counts, never names or contents.</summary>
internal static class LogFiles
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {SourceContext} {Message:lj} {TraceId}{NewLine}{" + FaultEnricher.Property + ":l}";

    public static void AddLogFiles(this WebApplicationBuilder builder, DataDirectory data, bool quiet)
    {
        var folder = PrivateFolder.Create(data.Logs).FullName;
        builder.Services.AddSerilog(
            (_, logger) => logger
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // "no encryptor configured": the keys are guarded by the mode of their files
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
                .ReadFrom.Configuration(builder.Configuration)
                .Enrich.FromLogContext()
                .Enrich.With<FaultEnricher>()
                .WriteTo.Console(
                    restrictedToMinimumLevel: quiet ? LogEventLevel.Fatal : LogEventLevel.Information,
                    outputTemplate: "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:lj}{NewLine}{" + FaultEnricher.Property + ":l}",
                    formatProvider: CultureInfo.InvariantCulture,
                    standardErrorFromLevel: LogEventLevel.Error)
                .WriteTo.File(
                    Path.Combine(folder, "problemsolving-.log"),
                    outputTemplate: Line,
                    formatProvider: CultureInfo.InvariantCulture,
                    rollingInterval: RollingInterval.Day,
                    retainedFileCountLimit: 31,
                    fileSizeLimitBytes: 64L * 1024 * 1024,
                    rollOnFileSizeLimit: true,
                    shared: true),
            preserveStaticLogger: true);
    }
}
