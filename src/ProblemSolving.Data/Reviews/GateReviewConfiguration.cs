using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Data.Reviews;

internal sealed class GateReviewConfiguration : IEntityTypeConfiguration<GateReview>
{
    public void Configure(EntityTypeBuilder<GateReview> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.ProjectId, r.Gate, r.Number }).IsUnique();
        builder.HasIndex(r => r.DecidedAtUtc);
        builder.Property(r => r.PacketSha256).HasMaxLength(64);
        builder.Property(r => r.Reason).HasMaxLength(4000);
        builder.Property(r => r.RevisitCondition).HasMaxLength(4000);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Property(r => r.AuthorIds).HasConversion(
            ids => JsonSerializer.Serialize(ids, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<List<Guid>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<Guid>>((a, b) => a!.SequenceEqual(b!), ids => ids.Aggregate(0, HashCode.Combine), ids => ids.ToList()));
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
    }
}
