using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Analyze;

internal sealed class AnalysisRunConfiguration : IEntityTypeConfiguration<AnalysisRun>
{
    public void Configure(EntityTypeBuilder<AnalysisRun> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.DataSha256).HasMaxLength(64);
        builder.Property(r => r.ResultSha256).HasMaxLength(64);
        builder.HasIndex(r => new { r.ProjectId, r.QueuedAtUtc });
        builder.HasIndex(r => r.State);
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
    }
}
