using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Projects;

internal sealed class StepCommentConfiguration : IEntityTypeConfiguration<StepComment>
{
    public void Configure(EntityTypeBuilder<StepComment> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Text).HasMaxLength(4000);
        builder.HasIndex(c => new { c.ProjectId, c.Step, c.CreatedAtUtc });
        builder.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId);
    }
}
