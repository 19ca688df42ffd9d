using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Projects;

/// <summary>What every sheet and row of a sheet has in common in the database.</summary>
internal static class WorksheetConfiguration
{
    public static void IsSheet<T>(this EntityTypeBuilder<T> builder)
        where T : class, IWorksheet
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.ProjectId).IsUnique();
        builder.Belongs();
    }

    public static void IsRow<T>(this EntityTypeBuilder<T> builder)
        where T : class, IWorksheetRow
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.ProjectId, s.Position });
        builder.Belongs();
    }

    private static void Belongs<T>(this EntityTypeBuilder<T> builder)
        where T : class, IWorksheet
    {
        // Two writers who read the same version: the second is told and tries again on what the first left.
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId);
    }
}
