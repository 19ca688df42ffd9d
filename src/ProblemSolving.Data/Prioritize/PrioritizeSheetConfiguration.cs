using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Prioritize;

namespace ProblemSolving.Data.Prioritize;

internal sealed class PrioritizeSheetConfiguration : IEntityTypeConfiguration<PrioritizeSheet>
{
    public void Configure(EntityTypeBuilder<PrioritizeSheet> builder) => builder.IsSheet();
}
