using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProblemSolving.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DecideMore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "OperateRunId",
                table: "Spendings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RefundOfId",
                table: "Spendings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "CostPerContact",
                table: "Schedules",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SeatChanges",
                table: "Reviews",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "Cost",
                table: "OperateRuns",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsWatch",
                table: "MetricReadings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<decimal>(
                name: "KillValue",
                table: "EffectsSheets",
                type: "numeric(28,10)",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Spendings_OperateRunId",
                table: "Spendings",
                column: "OperateRunId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Spendings_OperateRunId",
                table: "Spendings");

            migrationBuilder.DropColumn(
                name: "OperateRunId",
                table: "Spendings");

            migrationBuilder.DropColumn(
                name: "RefundOfId",
                table: "Spendings");

            migrationBuilder.DropColumn(
                name: "CostPerContact",
                table: "Schedules");

            migrationBuilder.DropColumn(
                name: "SeatChanges",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "Cost",
                table: "OperateRuns");

            migrationBuilder.DropColumn(
                name: "IsWatch",
                table: "MetricReadings");

            migrationBuilder.DropColumn(
                name: "KillValue",
                table: "EffectsSheets");
        }
    }
}
