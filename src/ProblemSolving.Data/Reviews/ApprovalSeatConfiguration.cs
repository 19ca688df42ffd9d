using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Data.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Data.Reviews;

internal sealed class ApprovalSeatConfiguration : IEntityTypeConfiguration<ApprovalSeat>
{
    public void Configure(EntityTypeBuilder<ApprovalSeat> builder)
    {
        builder.HasKey(s => new { s.ProjectId, s.UserId });
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}
