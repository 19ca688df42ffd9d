using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Data.Effects;

internal sealed class CausalLinkConfiguration : IEntityTypeConfiguration<CausalLink>
{
    public void Configure(EntityTypeBuilder<CausalLink> builder) => builder.IsRow();
}
