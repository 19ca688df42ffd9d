using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ProblemSolving.Web.Security;

/// <summary>Keeps the keys of cookies in the data directory, readable by the program's own user only.</summary>
internal sealed class OwnerOnlyKeys : FileSystemXmlRepository
{
    public OwnerOnlyKeys(DirectoryInfo directory, ILoggerFactory loggers)
        : base(Private(directory), loggers)
    {
    }

    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.EnumerateFiles("*.xml"))
            File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static DirectoryInfo Private(DirectoryInfo directory)
    {
        directory.Create();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return directory;
    }
}
