using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProblemSolving.Data.Postgres.Migrations
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
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "HorizonMonths",
                table: "EffectsSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true,
                defaultValue: 12m);   // sheets from before this column were for one year

            migrationBuilder.AddColumn<DateOnly>(
                name: "KillBy",
                table: "EffectsSheets",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "OneOffCostHigh",
                table: "EffectsSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "OneOffCostLow",
                table: "EffectsSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RunningCostHigh",
                table: "EffectsSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RunningCostLow",
                table: "EffectsSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hardness",
                table: "EffectLines",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "Hard");

            migrationBuilder.AddColumn<decimal>(
                name: "PopulationHigh",
                table: "EffectLines",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "PopulationLow",
                table: "EffectLines",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RampUpMonths",
                table: "EffectLines",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recurrence",
                table: "EffectLines",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "Recurring");

            migrationBuilder.AddColumn<string>(
                name: "Shape",
                table: "EffectLines",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "Pert");

            migrationBuilder.AddColumn<decimal>(
                name: "ValueHigh",
                table: "EffectLines",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "ValueLow",
                table: "EffectLines",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DamageExpression",
                table: "DefineSheets",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "MetricAsIsMonths",
                table: "DefineSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MetricDenominator",
                table: "DefineSheets",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricExclusions",
                table: "DefineSheets",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricKind",
                table: "DefineSheets",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "Typed");

            migrationBuilder.AddColumn<string>(
                name: "MetricNumerator",
                table: "DefineSheets",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricSeries",
                table: "DefineSheets",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "MetricWindowDays",
                table: "DefineSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Audit",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Sequence",
                table: "Audit",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CausalLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Cause = table.Column<string>(type: "text", nullable: false),
                    Effect = table.Column<string>(type: "text", nullable: false),
                    Strength = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: true),
                    Unit = table.Column<string>(type: "text", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Tool = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Group = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    CounterText = table.Column<string>(type: "text", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Label = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<decimal>(type: "numeric(28,10)", precision: 28, scale: 10, nullable: true),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Section = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    FigureId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Caption = table.Column<string>(type: "text", nullable: false),
                    DatasetVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    DataSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DataAsOf = table.Column<DateOnly>(type: "date", nullable: true),
                    PinnedById = table.Column<Guid>(type: "uuid", nullable: false),
                    PinnedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConfirmedSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ConfirmedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ConfirmedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    DatasetVersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    DefinitionSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DataSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ResultJson = table.Column<string>(type: "text", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
            migrationBuilder.Sql("CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'Rows of the trail are never changed or removed.'; END $$;");
            migrationBuilder.Sql("CREATE TRIGGER \"Audit_append_only\" BEFORE UPDATE OR DELETE ON \"Audit\" FOR EACH ROW WHEN (OLD.\"Hash\" IS NOT NULL) EXECUTE FUNCTION audit_is_append_only();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"Audit_append_only\" ON \"Audit\"; DROP FUNCTION audit_is_append_only();");
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
