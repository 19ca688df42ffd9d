using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Data.Solutions;

internal sealed class SolutionOptionConfiguration : IEntityTypeConfiguration<SolutionOption>
{
    public void Configure(EntityTypeBuilder<SolutionOption> builder) => builder.IsRow();
}
