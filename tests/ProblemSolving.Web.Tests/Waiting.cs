using System.Runtime.CompilerServices;
using Bunit;

namespace ProblemSolving.Web.Tests;

internal static class Waiting
{
    // One second, the library's own limit, is too short where two cores build and browse beside the tests.
    [ModuleInitializer]
    internal static void BePatient() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
}
