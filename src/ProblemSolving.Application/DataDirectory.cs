namespace ProblemSolving.Application;

/// <summary>The one folder that holds everything the program keeps. Paths below it are built from ids, never from what a user typed.</summary>
public sealed class DataDirectory(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string DatabaseFile => Path.Combine(Root, "problemsolving.db");

    public string SchedulerFile => Path.Combine(Root, "scheduler.db");

    /// <summary>Held while a program works here; see <see cref="DirectoryHold"/>.</summary>
    public string LockFile => Path.Combine(Root, "problemsolving.lock");

    public string Logs => Path.Combine(Root, "logs");

    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Keys of the projects' pseudonyms.</summary>
    public string Pseudonyms => Path.Combine(Root, "pseudonyms");

    /// <summary>Scratch space of running analyses; emptied at start.</summary>
    public string Temp => Path.Combine(Root, "temp");

    /// <summary>Scratch space of one import.</summary>
    public string ImportTemp(Guid versionId) => Path.Combine(Temp, "import-" + versionId.ToString("N"));

    /// <summary>The original file and the typed table of a dataset version.</summary>
    public string DatasetVersion(Guid versionId) => Path.Combine(Root, "datasets", versionId.ToString("N"));

    /// <summary>Files that are still on their way, in pieces.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>One file under way.</summary>
    public string Upload(Guid uploadId) => Path.Combine(Uploads, uploadId.ToString("N"));

    /// <summary>Models and other files of an analysis run.</summary>
    public string Run(Guid runId) => Path.Combine(Root, "runs", runId.ToString("N"));

    /// <summary>Lists and responses of a pilot.</summary>
    public string Pilot(Guid pilotId) => Path.Combine(Root, "pilots", pilotId.ToString("N"));

    /// <summary>Where delivered target lists of a schedule are put for the marketing system.</summary>
    public string Outbox(Guid scheduleId) => Path.Combine(Root, "outbox", scheduleId.ToString("N"));

    /// <summary>Makes the folders that must exist before anything starts.</summary>
    public void Create()
    {
        foreach (var folder in new[] { Root, Logs, Keys, Temp, Uploads, Path.Combine(Root, "datasets"), Path.Combine(Root, "runs"), Path.Combine(Root, "pilots"), Path.Combine(Root, "outbox") })
            Directory.CreateDirectory(folder);
    }
}
