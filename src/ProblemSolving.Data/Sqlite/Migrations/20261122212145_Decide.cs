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
                name: "DamageExpression",
                table: "DefineSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "MetricAsIsMonths",
                table: "DefineSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MetricDenominator",
                table: "DefineSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricExclusions",
                table: "DefineSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricKind",
                table: "DefineSheets",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "Typed");

            migrationBuilder.AddColumn<string>(
                name: "MetricNumerator",
                table: "DefineSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricSeries",
                table: "DefineSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "MetricWindowDays",
                table: "DefineSheets",
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
                name: "CauseNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Tool = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    CounterText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CauseNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CauseNotes_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DamageInputs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 10, nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DamageInputs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DamageInputs_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EvidencePins",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Section = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FigureId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Caption = table.Column<string>(type: "TEXT", nullable: false),
                    DatasetVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DataSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DataAsOf = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PinnedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    PinnedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ConfirmedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConfirmedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EvidencePins", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EvidencePins_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MetricReadings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetVersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DefinitionSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DataSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ResultJson = table.Column<string>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetricReadings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MetricReadings_Projects_ProjectId",
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
                name: "IX_CausalLinks_ProjectId_Position",
                table: "CausalLinks",
                columns: new[] { "ProjectId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_CauseNotes_ProjectId_Position",
                table: "CauseNotes",
                columns: new[] { "ProjectId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_DamageInputs_ProjectId_Position",
                table: "DamageInputs",
                columns: new[] { "ProjectId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidencePins_ProjectId_Position",
                table: "EvidencePins",
                columns: new[] { "ProjectId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_EvidencePins_RunId_FigureId_Section",
                table: "EvidencePins",
                columns: new[] { "RunId", "FigureId", "Section" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MetricReadings_ProjectId_AtUtc",
                table: "MetricReadings",
                columns: new[] { "ProjectId", "AtUtc" });

            // The trail is append-only for whoever comes past the program too.
            migrationBuilder.Sql("CREATE TRIGGER Audit_no_update BEFORE UPDATE ON Audit WHEN OLD.Hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'Rows of the trail are never changed or removed.'); END;");
            migrationBuilder.Sql("CREATE TRIGGER Audit_no_delete BEFORE DELETE ON Audit WHEN OLD.Hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'Rows of the trail are never changed or removed.'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete;");
            migrationBuilder.DropTable(
                name: "CausalLinks");

            migrationBuilder.DropTable(
                name: "CauseNotes");

            migrationBuilder.DropTable(
                name: "DamageInputs");

            migrationBuilder.DropTable(
                name: "EvidencePins");

            migrationBuilder.DropTable(
                name: "MetricReadings");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Sequence",
                table: "Audit");

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
                name: "DamageExpression",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricAsIsMonths",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricDenominator",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricExclusions",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricKind",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricNumerator",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricSeries",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricWindowDays",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Sequence",
                table: "Audit");
        }
    }
}
