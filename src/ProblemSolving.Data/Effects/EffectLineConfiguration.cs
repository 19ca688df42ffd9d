using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Data.Effects;

internal sealed class EffectLineConfiguration : IEntityTypeConfiguration<EffectLine>
{
    public void Configure(EntityTypeBuilder<EffectLine> builder) => builder.IsRow();
}
