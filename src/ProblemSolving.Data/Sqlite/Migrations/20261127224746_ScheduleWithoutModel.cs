using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProblemSolving.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ScheduleWithoutModel : Migration
    {
        // An altered column would rebuild the table outside a transaction, and a program killed meanwhile would leave half of it.
        // These steps take one transaction together.

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn("ModelRunId", "Schedules", "EarlierModelRunId");
            migrationBuilder.AddColumn<Guid>(
                name: "ModelRunId",
                table: "Schedules",
                type: "TEXT",
                nullable: true);
            migrationBuilder.Sql("UPDATE Schedules SET ModelRunId = EarlierModelRunId;");
            migrationBuilder.Sql("ALTER TABLE Schedules DROP COLUMN EarlierModelRunId;");

            migrationBuilder.AddColumn<string>(
                name: "PopulationRuleJson",
                table: "Schedules",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE Schedules DROP COLUMN PopulationRuleJson;");

            migrationBuilder.RenameColumn("ModelRunId", "Schedules", "LaterModelRunId");
            migrationBuilder.AddColumn<Guid>(
                name: "ModelRunId",
                table: "Schedules",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));
            migrationBuilder.Sql("UPDATE Schedules SET ModelRunId = coalesce(LaterModelRunId, '00000000-0000-0000-0000-000000000000');");
            migrationBuilder.Sql("ALTER TABLE Schedules DROP COLUMN LaterModelRunId;");
        }
    }
}
