using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Tests.Operate;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Tests.Audit;

/// <summary>What services write in the trail, read in both languages.</summary>
public sealed class AuditWordsTests(TrainedProject scene) : IClassFixture<TrainedProject>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_InTheTrail_NamesFormatAndRolesInTheReadersLanguage()
    {
        var row = await RowAsync(ProblemStep.Analyze, "Dataset", "Import");
        Assert.Contains("쉼표", Say(row, "ko"), StringComparison.Ordinal);
        Assert.Contains("고객 = ", Say(row, "ko"), StringComparison.Ordinal);
        Assert.Contains("Comma", Say(row, "en"), StringComparison.Ordinal);
        Assert.Contains("Customer = ", Say(row, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InTheTrail_IsNamedByItsKind()
    {
        var row = await RowAsync(ProblemStep.Analyze, "Run", "Started");
        Assert.StartsWith("재구매 예측 모델", Say(row, "ko"), StringComparison.Ordinal);
        Assert.StartsWith("Repurchase model", Say(row, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_PausedInTheTrail_SaysWhenHowManyAndThatItPaused()
    {
        var schedule = await scene.AddAsync();
        await scene.Schedules.SetEnabledAsync(scene.Analyst, schedule, false, Token);
        Assert.Contains("매일 06:00, 타겟 20", Say(await RowAsync(ProblemStep.Operate, "Schedule", "Schedule"), "ko"), StringComparison.Ordinal);
        var row = await RowAsync(ProblemStep.Operate, "Schedule", "Enabled");
        Assert.Equal(("일시 중지", "paused"), (Say(row, "ko"), Say(row, "en")));
    }

    [Theory]
    [InlineData("Dataset", "Import", "Utf8, Comma, Customer = id")]
    [InlineData("Run", "Note", "{\"key\":\"history.schedule.paused\",\"arguments\":[]}")]
    [InlineData("Run", "Started", "{broken")]
    public void Read_AnOldRowOrATypedText_IsNoWords(string subject, string field, string value) => Assert.Null(AuditWords.Read(subject, field, value));

    private static string Say(HistoryRow row, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return Wording.Say(new CurrentTexts(TextCatalog.Default), AuditWords.Read(row.Subject, row.Field, row.NewValue!)!);
    }

    private async Task<HistoryRow> RowAsync(ProblemStep step, string subject, string field) =>
        (await scene.App.Get<HistoryService>().ListAsync(scene.Analyst, scene.Project.Id, step, 500, Token)).Rows.First(r => r.Subject == subject && r.Field == field);
}
