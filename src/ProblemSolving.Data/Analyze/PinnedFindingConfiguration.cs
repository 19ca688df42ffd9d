using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Analyze;

internal sealed class PinnedFindingConfiguration : IEntityTypeConfiguration<PinnedFinding>
{
    public void Configure(EntityTypeBuilder<PinnedFinding> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.FigureId).HasMaxLength(100);
        builder.Property(f => f.Sentence).HasMaxLength(PinnedFinding.LongestSentence);
        builder.Property(f => f.DataSha256).HasMaxLength(64);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => new { f.ProjectId, f.PinnedAtUtc });
        builder.HasOne<Project>().WithMany().HasForeignKey(f => f.ProjectId);
    }
}
