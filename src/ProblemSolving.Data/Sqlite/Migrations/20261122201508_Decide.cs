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

            migrationBuilder.CreateIndex(
                name: "IX_CausalLinks_ProjectId_Position",
                table: "CausalLinks",
                columns: new[] { "ProjectId", "Position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CausalLinks");

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
        }
    }
}
