using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Data.Datasets;

internal sealed class DatasetVersionConfiguration : IEntityTypeConfiguration<DatasetVersion>
{
    public void Configure(EntityTypeBuilder<DatasetVersion> builder)
    {
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.FileName).HasMaxLength(255);
        builder.Property(v => v.UploadSha256).HasMaxLength(64);
        builder.Property(v => v.ContentSha256).HasMaxLength(64);
        // A step from one state to the next is made once: whoever saw an older state is refused.
        builder.Property(v => v.State).IsConcurrencyToken();
        builder.HasIndex(v => new { v.DatasetId, v.Number }).IsUnique();
        builder.HasIndex(v => v.ProjectId);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(v => v.DatasetId);
    }
}
