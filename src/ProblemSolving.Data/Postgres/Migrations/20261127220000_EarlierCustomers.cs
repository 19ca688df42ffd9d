using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ProblemSolving.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class EarlierCustomers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EarlierCustomers",
                table: "Pilots",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "Keep");

            migrationBuilder.AddColumn<int>(
                name: "LeftOutCount",
                table: "Pilots",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // what was drawn before kept everybody; what is still to be drawn begins as a new plan does
            migrationBuilder.Sql("UPDATE \"Pilots\" SET \"EarlierCustomers\" = 'LeaveOutTreated' WHERE \"State\" IN ('Draft', 'Failed')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EarlierCustomers",
                table: "Pilots");

            migrationBuilder.DropColumn(
                name: "LeftOutCount",
                table: "Pilots");
        }
    }
}
