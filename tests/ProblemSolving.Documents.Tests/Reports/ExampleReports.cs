using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Tests.Reports;

/// <summary>Reports with every kind of block, in Korean, English, or with one text put into every place.</summary>
internal static class ExampleReports
{
    public static ReportDocument Korean() => Create("ko", null);

    public static ReportDocument English() => Create("en", null);

    public static ReportDocument WithEveryText(string text) => Create("ko", text);

    private static ReportDocument Create(string language, string? everywhere)
    {
        string T(string en, string ko) => everywhere ?? (language == "ko" ? ko : en);
        var labels = new ReportLabels(T("As of", "기준 시각"), T("Prepared by", "작성자"), T("Contents", "목차"), T("Values of the figure", "그림의 값 보기"), T("Partial period", "일부 기간"), T("Nothing here yet.", "아직 작성된 내용이 없습니다."));
        ReportSection[] sections =
        [
            new("define", T("1. Define", "1. 문제정의"), T("Done", "완료"), ReportTone.Good,
            [
                new ParagraphBlock(T("Fewer new customers come back.", "신규 고객 유입 후 재구매로 이어지는 고객이 감소하고 있습니다.\n마케팅 비용을 투자하여 신규 고객을 적극적으로 유입하고 있으나, 유입 고객의 재구매 활동은 미미한 상황입니다.")),
                new FactsBlock([new(T("Metric", "핵심 지표"), T("Repurchase within 90 days", "90일 재구매율")), new("As-is", "24.1%"), new("To-be", "27.0%"), new(T("Damage a month", "월 피해액"), T("₩118,000,000", "1억 1,800만 원"))]),
                Figure(FigureKind.StackedBar, T), Figure(FigureKind.Line, T),
            ]),
            new("effects", T("2. Effects", "2. 기대효과"), T("Waiting", "검토 대기"), ReportTone.Caution,
            [
                new HeadingBlock(T("Effect lines", "효과 항목")),
                new TableBlock(T("Yearly effect", "연간 효과"),
                    [new(T("Effect", "효과")), new(T("Customers", "고객 수"), ColumnKind.Number), new(T("Change", "변화"), ColumnKind.Percent), new(T("Gain", "금액"), ColumnKind.Money), new(T("Start", "시작"), ColumnKind.Date)],
                    [
                        [ReportCell.Text(T("More second orders", "재구매 고객 증가")), ReportCell.Number(18_000), ReportCell.Percent(0.03), ReportCell.Money(320_000_000m, "KRW"), ReportCell.Date(new DateOnly(2026, 11, 1))],
                        [ReportCell.Text(T("Coupon cost", "쿠폰 비용")), ReportCell.Empty, ReportCell.Empty, ReportCell.Money(-45_000_000m, "KRW"), ReportCell.Empty],
                    ],
                    [ReportCell.Text(T("Total", "합계")), ReportCell.Empty, ReportCell.Empty, ReportCell.Money(275_000_000m, "KRW"), ReportCell.Empty]),
                new ListBlock([T("Repurchase ↑", "재구매 고객 증가"), T("Loyal ↑", "충성 고객 증가"), T("Sales ↑", "매출 성장"), T("Profit ↑", "영업이익 증가")], Ordered: true),
                new DecisionBlock(T("Go, with conditions", "조건부 Go"), ReportTone.Good, T("Kim", "김매니저"), "2026-11-02 10:15", T("The money is worth a pilot.", "파일럿을 진행할 만한 효과입니다."), [new(T("Money cap", "비용 한도"), "₩20,000,000")]),
            ]),
            new("prioritize", T("4. Prioritize", "4. 우선순위"), "", ReportTone.Neutral,
            [
                new QuadrantBlock(T("Time and effect", "기간과 효과"), T("The lines stand at the medians.", "점선은 중앙값입니다."), T("Option", "방안"),
                    new QuadrantAxis(T("Days", "기간(일)"), 100, 20), new QuadrantAxis(T("Share", "비중"), 0.8, 0.4, IsShare: true),
                    T("fast, large", "빠르고 큰 효과"), T("slow, large", "느리지만 큰 효과"), T("fast, small", "빠르지만 작은 효과"), T("slow, small", "느리고 작은 효과"),
                    [new(T("1", "1"), T("Rule", "규칙"), 20, 10, 70, 0.4, 0.2, 0.4), new(T("2", "2"), T("Model", "예측 모델"), 60, 60, 60, 0.7, 0.7, 0.7)]),
            ]),
            new("analyze", T("5. Analyze", "5. 분석"), T("Running", "진행 중"), ReportTone.Neutral,
            [
                Figure(FigureKind.HeatMap, T), Figure(FigureKind.Bar, T), Features(T),
                new NoteBlock(T("Only cohorts at least 90 days old.", "첫 구매 후 90일이 지난 고객만 계산했습니다."), ReportTone.Caution),
            ]),
            new("operate", T("7. Operate", "7. 모델운영"), "", ReportTone.Neutral, []),
        ];
        return new ReportDocument(T("Company A: bring new customers back", "A사: 신규 고객 재구매 촉진"), T("Project report", "프로젝트 보고서"), language, "2026-11-22 17:00 KST", T("Lee Analyst", "이분석"), labels, sections);
    }

    private static FigureBlock Figure(FigureKind kind, Func<string, string, string> t)
    {
        if (kind == FigureKind.HeatMap)
        {
            string[] months = [.. Enumerable.Range(1, 12).Select(m => t($"{m}", $"{m}"))];
            return new FigureBlock(kind, t("Younger cohorts come back less", "최근 유입 고객일수록 재구매가 줄었습니다"), t("First-purchase cohorts", "첫 구매 월별 코호트"), new(t("Months after the first order", "첫 구매 후 경과 월"), FigureUnit.Months), new(t("Share that ordered", "재구매율"), FigureUnit.Rate), "KRW", months,
                [.. Enumerable.Range(0, 12).Select(r => new FigureBlockSeries(t($"2025-{r + 1:00}", $"2025-{r + 1:00}"), SeriesRole.Other, [.. months.Select((_, c) => c + r > 12 ? null : (double?)Math.Max(0.01, 0.4 - 0.015 * r - 0.03 * c))], null, null, [.. months.Select((_, c) => c + r == 12)]))]);
        }

        string[] categories = [.. Enumerable.Range(0, 24).Select(m => t($"{2024 + (m + 10) / 12}-{(m + 10) % 12 + 1:00}", $"{2024 + (m + 10) / 12}-{(m + 10) % 12 + 1:00}"))];
        var money = kind == FigureKind.StackedBar;
        var rate = kind == FigureKind.Line;
        return new FigureBlock(kind, t("61% of second orders come within 30 days", "두 번째 주문의 61%는 30일 안에 일어납니다"), t("All customers, Nov 2024 – Oct 2026", "전체 고객, 2024-11 ~ 2026-10"), new(t("Month", "월"), FigureUnit.None), new(money ? t("Sales", "매출") : rate ? t("Repurchase rate", "재구매율") : t("Customers", "고객 수"), money ? FigureUnit.Money : rate ? FigureUnit.Rate : FigureUnit.Customers), "KRW", categories,
            [
                new(t("New", "신규 고객"), SeriesRole.Target, [.. categories.Select((_, i) => (double?)(money ? 80_000_000 + 3_000_000 * i : rate ? 0.36 - 0.005 * i : 900 + 30 * i))], rate ? [.. categories.Select((_, i) => (double?)(0.34 - 0.005 * i))] : null, rate ? [.. categories.Select((_, i) => (double?)(0.38 - 0.005 * i))] : null, [.. categories.Select((_, i) => i > 20)]),
                new(t("Returning", "재구매 고객"), SeriesRole.Control, [.. categories.Select((_, i) => i == 5 ? null : (double?)(money ? 120_000_000 - 1_000_000 * i : rate ? 0.41 : 700 + 10 * i))], null, null, null),
                new(t("Plan", "계획"), SeriesRole.Forecast, [.. categories.Select((_, i) => (double?)(money ? 20_000_000 : rate ? 0.3 : 400))], null, null, null),
            ]);
    }

    private static FigureBlock Features(Func<string, string, string> t) => new(FigureKind.Bar, t("The first category tells most", "첫 구매 카테고리가 가장 중요합니다"), t("Model 3", "모델 3"), new(t("Feature", "변수"), FigureUnit.None), new(t("Gain", "기여도"), FigureUnit.None), "KRW",
        [t("category of the first order", "첫 주문의 카테고리"), t("channel of the first order", "첫 주문의 채널"), t("amount of the first order", "첫 주문 금액"), t("number of items in the first order", "첫 주문의 수량"), t("days since the first order", "첫 주문 후 경과 일수"), t("hour of day", "주문 시각")],
        [new(t("Gain", "기여도"), SeriesRole.Target, [312.4, 208.1, 96.25, 44, 20, 3.5], null, null, null)]);
}
