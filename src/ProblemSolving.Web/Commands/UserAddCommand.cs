using System.Text;
using ProblemSolving.Application;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Web.Hosting;
using static ProblemSolving.Web.Commands.CommandLine;

namespace ProblemSolving.Web.Commands;

/// <summary><c>user add</c>: an account without a browser.</summary>
internal static class UserAddCommand
{
    public static async Task<int> RunAsync(CommandArguments args)
    {
        if (args.Unknown("--name", "--role", "--display", "--password-stdin") is { } unknown)
            return Complain("cli.unknown", unknown);
        if (args["--name"] is not { } name)
            return Complain("cli.missing", "--name");
        if (args["--role"] is not { } roleText)
            return Complain("cli.missing", "--role");
        var roles = new List<SystemRole>();
        foreach (var word in roleText.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enum.TryParse<SystemRole>(word, ignoreCase: true, out var role) || !Enum.IsDefined(role))
                return Complain("cli.role", word);
            roles.Add(role);
        }

        var password = args.Has("--password-stdin") ? await Console.In.ReadLineAsync() ?? "" : Ask();
        await using var app = WebHost.Build(args.Settings, quiet: true);
        if (!await DirectoryUse.StartBesideAsync(app.Services))
        {
            await Console.Error.WriteLineAsync(Say("cli.older", app.Services.GetRequiredService<DataDirectory>().Root));
            return Refused;
        }

        try
        {
            await app.Services.GetRequiredService<AccountProvisioning>().AddAsync(new NewAccount(name, args["--display"] ?? "", password, roles));
        }
        catch (DomainRuleException rule)
        {
            await Console.Error.WriteLineAsync(Say("rule." + rule.Code, [.. rule.Arguments]));
            return Refused;
        }

        await Console.Out.WriteLineAsync(Say("cli.user.added", name));
        return Done;
    }

    private static int Complain(string key, string word)
    {
        Console.Error.WriteLine(Say(key, word));
        return NotUnderstood;
    }

    private static string Ask()
    {
        Console.Error.Write(Say("cli.password"));
        if (Console.IsInputRedirected)
            return Console.ReadLine() ?? "";
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                text.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
