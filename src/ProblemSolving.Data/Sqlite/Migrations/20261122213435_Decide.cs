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

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedForId",
                table: "Reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Line",
                table: "Reviews",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "RevivalClosedAtUtc",
                table: "Reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RevivalKind",
                table: "Reviews",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RevivalMetAtUtc",
                table: "Reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RevivalOn",
                table: "Reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "RevivalValue",
                table: "Reviews",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Votes",
                table: "Reviews",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

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
                name: "CostPerContact",
                table: "Pilots",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "FixedCost",
                table: "Pilots",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PlannedContacts",
                table: "Pilots",
                type: "INTEGER",
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

            migrationBuilder.AddColumn<string>(
                name: "NextTest",
                table: "EffectsSheets",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "NextTestCost",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "NextTestDays",
                table: "EffectsSheets",
                type: "TEXT",
                precision: 28,
                scale: 10,
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
                name: "ApprovalSeats",
                columns: table => new
                {
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApprovalSeats", x => new { x.ProjectId, x.UserId });
                    table.ForeignKey(
                        name: "FK_ApprovalSeats_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ApprovalSeats_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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
                name: "Delegations",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DelegateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilDay = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Delegations", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_Delegations_AspNetUsers_DelegateId",
                        column: x => x.DelegateId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Delegations_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
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
                name: "FieldRemarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReviewId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sheet = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    RowId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Field = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FieldRemarks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FieldRemarks_Projects_ProjectId",
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

            migrationBuilder.CreateTable(
                name: "Spendings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PilotId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Amount = table.Column<decimal>(type: "TEXT", precision: 28, scale: 10, nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Spendings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Spendings_Projects_ProjectId",
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
                name: "IX_Reviews_RevivalKind",
                table: "Reviews",
                column: "RevivalKind");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Sequence",
                table: "Audit",
                column: "Sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApprovalSeats_UserId",
                table: "ApprovalSeats",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Assumptions_ProjectId_Position",
                table: "Assumptions",
                columns: new[] { "ProjectId", "Position" });

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
                name: "IX_Delegations_DelegateId",
                table: "Delegations",
                column: "DelegateId");

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
                name: "IX_FieldRemarks_ProjectId_ClosedAtUtc",
                table: "FieldRemarks",
                columns: new[] { "ProjectId", "ClosedAtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_MetricReadings_ProjectId_AtUtc",
                table: "MetricReadings",
                columns: new[] { "ProjectId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Spendings_ProjectId_Day",
                table: "Spendings",
                columns: new[] { "ProjectId", "Day" });

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
                name: "ApprovalSeats");

            migrationBuilder.DropTable(
                name: "Assumptions");

            migrationBuilder.DropTable(
                name: "CausalLinks");

            migrationBuilder.DropTable(
                name: "CauseNotes");

            migrationBuilder.DropTable(
                name: "DamageInputs");

            migrationBuilder.DropTable(
                name: "Delegations");

            migrationBuilder.DropTable(
                name: "EvidencePins");

            migrationBuilder.DropTable(
                name: "FieldRemarks");

            migrationBuilder.DropTable(
                name: "MetricReadings");

            migrationBuilder.DropTable(
                name: "Spendings");

            migrationBuilder.DropTable(
                name: "TeamScores");

            migrationBuilder.DropIndex(
                name: "IX_Reviews_RevivalKind",
                table: "Reviews");

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
                name: "DecidedForId",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "Line",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "RevivalClosedAtUtc",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "RevivalKind",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "RevivalMetAtUtc",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "RevivalOn",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "RevivalValue",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "Votes",
                table: "Reviews");

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
                name: "CostPerContact",
                table: "Pilots");

            migrationBuilder.DropColumn(
                name: "FixedCost",
                table: "Pilots");

            migrationBuilder.DropColumn(
                name: "PlannedContacts",
                table: "Pilots");

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
                name: "NextTest",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "NextTestCost",
                table: "EffectsSheets");

            migrationBuilder.DropColumn(
                name: "NextTestDays",
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
