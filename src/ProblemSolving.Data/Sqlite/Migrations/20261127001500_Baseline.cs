using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProblemSolving.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Baseline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MetricBaselineUntil",
                table: "DefineSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MetricSeriesRates",
                table: "DefineSheets",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "Shares");

            // a series that is already there keeps its meaning; where there is none the new one is read like every other rate
            migrationBuilder.Sql("UPDATE \"DefineSheets\" SET \"MetricSeriesRates\" = 'PerCent' WHERE \"MetricSeries\" = ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MetricBaselineUntil",
                table: "DefineSheets");

            migrationBuilder.DropColumn(
                name: "MetricSeriesRates",
                table: "DefineSheets");
        }
    }
}
