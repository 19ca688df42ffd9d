using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Data.Reviews;

internal sealed class FieldRemarkConfiguration : IEntityTypeConfiguration<FieldRemark>
{
    public void Configure(EntityTypeBuilder<FieldRemark> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Field).HasMaxLength(60);
        builder.Property(r => r.Text).HasMaxLength(RemarkInput.MostLetters);
        builder.Property(r => r.Answer).HasMaxLength(RemarkInput.MostLetters);
        builder.Property(r => r.ClosedAtUtc).IsConcurrencyToken();   // of two who close it at once only one does
        builder.HasIndex(r => new { r.ProjectId, r.ClosedAtUtc });
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
    }
}
