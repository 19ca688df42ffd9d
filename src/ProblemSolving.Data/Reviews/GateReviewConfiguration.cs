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
        AsJson(builder.Property(r => r.AuthorIds));
        AsJson(builder.Property(r => r.Line));
        AsJson(builder.Property(r => r.Votes));
        AsJson(builder.Property(r => r.SeatChanges));
        builder.Ignore(r => r.Revival);
        builder.Ignore(r => r.Due);
        builder.Ignore(r => r.Open);
        builder.HasIndex(r => r.RevivalKind);
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
    }

    // Questions from before a list existed have an empty text there.
    private static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        text => text.Length == 0 ? new List<T>() : JsonSerializer.Deserialize<List<T>>(text, JsonSerializerOptions.Default)!,
        new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)), list => list.ToList()));
}
