using ProblemSolving.Application.Access;

namespace ProblemSolving.Application.Projects;

/// <summary>Builds the sample project, complete through all seven steps.</summary>
public interface ISampleProject
{
    /// <summary>Loads the sample with <paramref name="actor"/> as its owner and gives the key of the new project.</summary>
    Task<string> LoadAsync(Actor actor, CancellationToken cancellationToken);
}
