using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Data.Define;

internal sealed class DamageInputConfiguration : IEntityTypeConfiguration<DamageInput>
{
    public void Configure(EntityTypeBuilder<DamageInput> builder) => builder.IsRow();
}
