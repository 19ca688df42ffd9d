using ProblemSolving.Benchmarks;

return args switch
{
    ["import-eda", var file] => ImportEda.Run(file),
    ["simulation"] => Simulation.Run(),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("import-eda <file.csv>   import, exploration and model of a purchase log against plain query-engine times");
    Console.WriteLine("simulation              100,000 draws of step 2 against bare random numbers");
    return 2;
}
