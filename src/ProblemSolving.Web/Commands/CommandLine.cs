using System.Globalization;
using System.Reflection;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Web.Commands;

/// <summary>The commands for people who provision without a browser. Exit codes: 0 done, 1 refused, 2 not understood.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int NotUnderstood = 2;

    private const string Usage = """
        ProblemSolving
          (no command)                      start the server on http://localhost:5080; --urls to listen elsewhere
          user add --name NAME --role ROLE  add an account; roles Analyst, Manager, Admin, several with commas
                   [--display TEXT]         name shown to colleagues
                   [--password-stdin]       read the password from standard input instead of asking
          sample load [--owner NAME]        load the sample project; NAME (default: admin) becomes its owner
          audit verify [--noted HASH]       check that the trail of changes is as it was written; a hash noted
                                            earlier shows that nothing was cut off since
          version                           print the version
          --help                            print this text

        Settings, as arguments or environment variables:
          --ProblemSolving:DataDirectory=DIR    ProblemSolving__DataDirectory    default ./data
          --ProblemSolving:Postgres=CONNECTION  ProblemSolving__Postgres         default: SQLite in the data directory
          --ProblemSolving:Limits:…             ProblemSolving__Limits__…        how much datasets may take; see docs/running.md
        """;

    /// <summary>True when the arguments ask for something else than the server.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && (!args[0].StartsWith('-') || args[0] is "--help" or "-h" or "--version");

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["--help" or "-h" or "help", ..] or [.., "--help" or "-h"]:
                await Console.Out.WriteLineAsync(Usage);
                return Done;
            case ["version" or "--version", ..]:
                await Console.Out.WriteLineAsync(VersionText);
                return Done;
            case ["user", "add", .. var rest]:
                return await UserAddCommand.RunAsync(new CommandArguments(rest));
            case ["sample", "load", .. var rest]:
                return await SampleLoadCommand.RunAsync(new CommandArguments(rest));
            case ["audit", "verify", .. var rest]:
                return await AuditVerifyCommand.RunAsync(new CommandArguments(rest));
            default:
                await Console.Error.WriteLineAsync(Say("cli.unknown", string.Join(' ', args)));
                await Console.Error.WriteLineAsync(Usage);
                return NotUnderstood;
        }
    }

    public static string Say(string key, params object?[] arguments) => TextCatalog.Default.Get(key, CultureInfo.CurrentUICulture, arguments);

    private static string VersionText =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
