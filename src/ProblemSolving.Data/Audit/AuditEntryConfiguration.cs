using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Audit;

namespace ProblemSolving.Data.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("Audit");
        builder.Property(a => a.Subject).HasMaxLength(40);
        builder.Property(a => a.Field).HasMaxLength(60);
        builder.HasIndex(a => new { a.ProjectId, a.Step, a.Id });
        builder.Property(a => a.Hash).HasMaxLength(64);
        builder.HasIndex(a => a.Sequence).IsUnique();
        // No foreign keys: the trail stays when what it speaks of is deleted.
    }
}
