using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Measure;

internal sealed class PilotConfiguration : IEntityTypeConfiguration<Pilot>
{
    public void Configure(EntityTypeBuilder<Pilot> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.ProjectId, p.Round }).IsUnique();
        builder.HasOne<Project>().WithMany().HasForeignKey(p => p.ProjectId);
    }
}
