using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Prioritize;

internal sealed class TeamScoreConfiguration : IEntityTypeConfiguration<TeamScore>
{
    public void Configure(EntityTypeBuilder<TeamScore> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.ProjectId, s.OptionId, s.UserId, s.Criterion }).IsUnique();   // one voice per person
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}
