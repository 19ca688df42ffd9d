Console.WriteLine("See docs/benchmarks.md for what can be run here.");
