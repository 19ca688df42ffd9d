using System.Globalization;
using ProblemSolving.Benchmarks;
using ProblemSolving.Benchmarks.Circuits;
using ProblemSolving.Benchmarks.Scale;

return args switch
{
    ["import-eda", var file] => ImportEda.Run(file),
    ["scale", var rows, var folder] => ScaleRun.Run(long.Parse(rows, CultureInfo.InvariantCulture), folder),
    ["scale-part", var step, var log] => ScaleRun.Part(step, log),
    ["scale-cancel", var log] => CancelRun.Run(log),
    ["late-change", .. var rest] => LateChange.Run(Number(rest, 0, 9_000_000)),
    ["simulation"] => Simulation.Run(),
    ["project-list", .. var rest] => await ProjectList.RunAsync(Number(rest, 0, 101)),
    ["editing-load", .. var rest] => await EditingLoad.RunAsync(Number(rest, 0, 50), Number(rest, 1, 30)),
    ["run-page", .. var rest] => await RunPageLoad.RunAsync(rest is [var log, ..] ? log : null),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("import-eda <file.csv>   import, exploration and model of a purchase log against plain query-engine times");
    Console.WriteLine("scale <rows> <folder>   a generated log of so many rows: import, profile and figures, each beside the bare engine, with peak memory");
    Console.WriteLine("scale-cancel <log.csv>  stops the long steps on a log of the scale run: time until they give up, and what they leave");
    Console.WriteLine("late-change [9000000]   a column of numbers that becomes text behind so many rows: refused with its row, or listed");
    Console.WriteLine("simulation              100,000 draws of step 2 against bare random numbers");
    Console.WriteLine("project-list [101]      the list of so many projects beside reading each of them whole");
    Console.WriteLine("editing-load [50] [30]  so many people who type at once, so many seconds, against the real program");
    Console.WriteLine("run-page [log.csv]      the page of a computed run against the real program: time to the first numbers, bytes of the page");
    return 2;
}

static int Number(string[] arguments, int place, int otherwise) =>
    arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
