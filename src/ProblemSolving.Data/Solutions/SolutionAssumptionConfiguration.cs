using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Data.Solutions;

internal sealed class SolutionAssumptionConfiguration : IEntityTypeConfiguration<SolutionAssumption>
{
    public void Configure(EntityTypeBuilder<SolutionAssumption> builder) => builder.IsRow();
}
