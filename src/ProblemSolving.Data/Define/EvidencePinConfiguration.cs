using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Projects;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Data.Define;

internal sealed class EvidencePinConfiguration : IEntityTypeConfiguration<EvidencePin>
{
    public void Configure(EntityTypeBuilder<EvidencePin> builder)
    {
        builder.IsRow();
        builder.Property(p => p.FigureId).HasMaxLength(100);
        builder.Property(p => p.DataSha256).HasMaxLength(64);
        builder.Property(p => p.ConfirmedSha256).HasMaxLength(64);
        builder.HasIndex(p => new { p.RunId, p.FigureId, p.Section }).IsUnique();
    }
}
