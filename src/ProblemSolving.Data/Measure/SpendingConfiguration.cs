using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Measure;

internal sealed class SpendingConfiguration : IEntityTypeConfiguration<Spending>
{
    public void Configure(EntityTypeBuilder<Spending> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.What).HasMaxLength(Spending.MostLetters);
        builder.HasIndex(s => new { s.ProjectId, s.Day });
        builder.HasIndex(s => s.OperateRunId).IsUnique();   // a delivery is paid once
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId);
    }
}
