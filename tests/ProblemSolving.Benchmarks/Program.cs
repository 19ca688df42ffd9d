using ProblemSolving.Benchmarks;

return args switch
{
    ["import-eda", var file] => ImportEda.Run(file),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("import-eda <file.csv>   import, exploration and model of a purchase log against plain query-engine times");
    return 2;
}
