using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Data.Define;

internal sealed class CauseNoteConfiguration : IEntityTypeConfiguration<CauseNote>
{
    public void Configure(EntityTypeBuilder<CauseNote> builder) => builder.IsRow();
}
