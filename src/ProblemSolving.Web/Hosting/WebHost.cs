using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ProblemSolving.Application;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Web.Localization;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Hosting;

/// <summary>Puts the program together: services first, then the pipeline.</summary>
public static class WebHost
{
    public const string DefaultAddress = "http://localhost:5080";
    private const long RequestBytesMost = 2 * 1024 * 1024;

    public static WebApplication Build(string[] args, bool quiet = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // appsettings.json and the static files stand beside the program, wherever it was started from
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        // A build that was not published serves its files as if they were being edited: hardly compressed, never cached.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] ??= "true";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBytesMost;
        });
        if (!HasAddress(builder.Configuration))
            builder.WebHost.UseUrls(DefaultAddress);

        var options = builder.AddProblemSolvingOptions();
        var data = new DataDirectory(options.DataDirectory);
        data.Create();
        builder.AddLogFiles(data, quiet);
        builder.Services.AddSingleton(options.Limits.ToLimits());
        builder.Services.AddProblemSolving(data, options.Postgres);
        builder.Services.AddLocalizedTexts();
        builder.Services.AddSignIn(data);
        builder.Services.AddPages();
        builder.Services.AddHostedService<SetupAnnouncement>();
        builder.Services.AddJobRunner();
        builder.Services.Configure<FormOptions>(form => form.ValueLengthLimit = 64 * 1024);

        var app = builder.Build();
        app.UsePipeline();
        app.MapEverything();
        return app;
    }

    private static ProblemSolvingOptions AddProblemSolvingOptions(this WebApplicationBuilder builder)
    {
        var validator = new ProblemSolvingOptionsValidator();
        builder.Services.AddSingleton<IValidateOptions<ProblemSolvingOptions>>(validator);
        builder.Services.AddOptions<ProblemSolvingOptions>().BindConfiguration(ProblemSolvingOptions.Section).ValidateOnStart();

        // Logs and database need the values before the container exists, so the same rules run here as well.
        var options = builder.Configuration.GetSection(ProblemSolvingOptions.Section).Get<ProblemSolvingOptions>() ?? new ProblemSolvingOptions();
        var result = validator.Validate(null, options);
        return result.Failed ? throw new OptionsValidationException(ProblemSolvingOptions.Section, typeof(ProblemSolvingOptions), result.Failures) : options;
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        configuration["urls"] is { Length: > 0 }
        || configuration["http_ports"] is { Length: > 0 }
        || configuration["https_ports"] is { Length: > 0 }
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
