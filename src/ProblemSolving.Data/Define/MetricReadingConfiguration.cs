using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Define;

internal sealed class MetricReadingConfiguration : IEntityTypeConfiguration<MetricReading>
{
    public void Configure(EntityTypeBuilder<MetricReading> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.DefinitionSha256).HasMaxLength(64);
        builder.Property(r => r.DataSha256).HasMaxLength(64);
        builder.HasIndex(r => new { r.ProjectId, r.AtUtc });
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
    }
}
