using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProblemSolving.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Decide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<decimal>(
                name: "ConfidenceScore",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "DaysHigh",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "DaysLow",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "EaseScore",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "EffortHigh",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "EffortLow",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "ImpactScore",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "NeedMonths",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NeedRoles",
                table: "SolutionOptions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "NeedRows",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Reach",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "ShareHigh",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "ShareLow",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SwitchDate",
                table: "SolutionOptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SwitchKind",
                table: "SolutionOptions",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "FreeText");

            migrationBuilder.AddColumn<decimal>(
                name: "SwitchRounds",
                table: "SolutionOptions",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RankBy",
                table: "PrioritizeSheets",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "FastestFirst");

            migrationBuilder.AddColumn<DateTime>(
                name: "ScoresRevealedAtUtc",
                table: "PrioritizeSheets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "WeightConfidence",
                table: "PrioritizeSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "WeightEase",
                table: "PrioritizeSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "WeightImpact",
                table: "PrioritizeSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "WeightSpeed",
                table: "PrioritizeSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "DiscountRate",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "HorizonMonths",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true,
                defaultValue: 12m);   // sheets from before this column were for one year

            migrationBuilder.AddColumn<DateOnly>(
                name: "KillBy",
                table: "EffectsSheets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "OneOffCostHigh",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "OneOffCostLow",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RunningCostHigh",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RunningCostLow",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hardness",
                table: "EffectLines",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "Hard");

            migrationBuilder.AddColumn<decimal>(
                name: "PopulationHigh",
                table: "EffectLines",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "PopulationLow",
                table: "EffectLines",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RampUpMonths",
                table: "EffectLines",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recurrence",
                table: "EffectLines",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "Recurring");

            migrationBuilder.AddColumn<string>(
                name: "Shape",
                table: "EffectLines",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "Pert");

            migrationBuilder.AddColumn<decimal>(
                name: "ValueHigh",
                table: "EffectLines",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "ValueLow",
                table: "EffectLines",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Audit",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sequence",
                table: "Audit",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Assumptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Claim = table.Column<string>(type: "TEXT", nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    TestBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assumptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Assumptions_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CausalLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    Effect = table.Column<string>(type: "TEXT", nullable: false),
                    Strength = table.Column<decimal>(type: "TEXT", precision: 28, scale: 10, nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CausalLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CausalLinks_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TeamScores",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Criterion = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: false),
                    ChangedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamScores", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeamScores_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TeamScores_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Sequence",
                table: "Audit",
                column: "Sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assumptions_ProjectId_Position",
                table: "Assumptions",
                columns: new[] { "ProjectId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_CausalLinks_ProjectId_Position",
                table: "CausalLinks",
                columns: new[] { "ProjectId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_TeamScores_ProjectId_OptionId_UserId_Criterion",
                table: "TeamScores",
                columns: new[] { "ProjectId", "OptionId", "UserId", "Criterion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeamScores_UserId",
                table: "TeamScores",
                column: "UserId");

            // The trail is append-only for whoever comes past the program too.
            migrationBuilder.Sql("CREATE TRIGGER Audit_no_update BEFORE UPDATE ON Audit WHEN OLD.Hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'Rows of the trail are never changed or removed.'); END;");
            migrationBuilder.Sql("CREATE TRIGGER Audit_no_delete BEFORE DELETE ON Audit WHEN OLD.Hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'Rows of the trail are never changed or removed.'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete;");
            migrationBuilder.DropTable(
                name: "Assumptions");

            migrationBuilder.DropTable(
                name: "CausalLinks");

            migrationBuilder.DropTable(
                name: "TeamScores");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Sequence",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "ConfidenceScore",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "DaysHigh",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "DaysLow",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "EaseScore",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "EffortHigh",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "EffortLow",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "ImpactScore",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "NeedMonths",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "NeedRoles",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "NeedRows",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "Reach",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "ShareHigh",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "ShareLow",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "SwitchDate",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "SwitchKind",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "SwitchRounds",
                table: "SolutionOptions");

            migrationBuilder.DropColumn(
                name: "RankBy",
                table: "PrioritizeSheets");

            migrationBuilder.DropColumn(
                name: "ScoresRevealedAtUtc",
                table: "PrioritizeSheets");

            migrationBuilder.DropColumn(
                name: "WeightConfidence",
                table: "PrioritizeSheets");

            migrationBuilder.DropColumn(
                name: "WeightEase",
                table: "PrioritizeSheets");

            migrationBuilder.DropColumn(
                name: "WeightImpact",
                table: "PrioritizeSheets");

            migrationBuilder.DropColumn(
                name: "WeightSpeed",
                table: "PrioritizeSheets");

            migrationBuilder.DropColumn(
                name: "DiscountRate",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "HorizonMonths",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "KillBy",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "OneOffCostHigh",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "OneOffCostLow",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "RunningCostHigh",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "RunningCostLow",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "Hardness",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "PopulationHigh",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "PopulationLow",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "RampUpMonths",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "Recurrence",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "Shape",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "ValueHigh",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "ValueLow",
                table: "EffectLines");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Sequence",
                table: "Audit");
        }
    }
}
