using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Data.Operate;

internal sealed class OperateScheduleConfiguration : IEntityTypeConfiguration<OperateSchedule>
{
    public void Configure(EntityTypeBuilder<OperateSchedule> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(200);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => s.ProjectId);
        builder.HasOne<Project>().WithMany().HasForeignKey(s => s.ProjectId);
    }
}

internal sealed class OperateRunConfiguration : IEntityTypeConfiguration<OperateRun>
{
    public void Configure(EntityTypeBuilder<OperateRun> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        // The slot ledger: whoever inserts the row first runs the slot.
        builder.HasIndex(r => new { r.ScheduleId, r.SlotUtc }).IsUnique();
        builder.HasIndex(r => r.ProjectId);
        builder.HasOne<OperateSchedule>().WithMany().HasForeignKey(r => r.ScheduleId);
    }
}
