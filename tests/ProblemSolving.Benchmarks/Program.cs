using System.Globalization;
using ProblemSolving.Benchmarks;
using ProblemSolving.Benchmarks.Circuits;

return args switch
{
    ["import-eda", var file] => ImportEda.Run(file),
    ["simulation"] => Simulation.Run(),
    ["editing-load", .. var rest] => await EditingLoad.RunAsync(Number(rest, 0, 50), Number(rest, 1, 30)),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("import-eda <file.csv>   import, exploration and model of a purchase log against plain query-engine times");
    Console.WriteLine("simulation              100,000 draws of step 2 against bare random numbers");
    Console.WriteLine("editing-load [50] [30]  so many people who type at once, so many seconds, against the real program");
    return 2;
}

static int Number(string[] arguments, int place, int otherwise) =>
    arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
