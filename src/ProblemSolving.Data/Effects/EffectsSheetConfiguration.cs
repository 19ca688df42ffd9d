using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Data.Effects;

internal sealed class EffectsSheetConfiguration : IEntityTypeConfiguration<EffectsSheet>
{
    public void Configure(EntityTypeBuilder<EffectsSheet> builder) => builder.IsSheet();
}
