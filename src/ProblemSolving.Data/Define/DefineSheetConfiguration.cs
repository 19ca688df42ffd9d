using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Data.Define;

internal sealed class DefineSheetConfiguration : IEntityTypeConfiguration<DefineSheet>
{
    public void Configure(EntityTypeBuilder<DefineSheet> builder) => builder.IsSheet();
}
