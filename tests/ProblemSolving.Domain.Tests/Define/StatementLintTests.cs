using System.Text.Json;
using ProblemSolving.Domain.Define;
using ProblemSolving.Testing;

namespace ProblemSolving.Domain.Tests.Define;

public sealed class StatementLintTests
{
    [Theory]
    [InlineData("재구매율이 24%인데 예측 모델이 없다", "define.lint.hidden-solution")]
    [InlineData("추천 시스템 도입이 필요하다, 매출 5% 감소", "define.lint.hidden-solution")]
    [InlineData("대시보드가 부족해 2주가 걸린다", "define.lint.hidden-solution")]
    [InlineData("타겟 마케팅이 부재하다", "define.lint.hidden-solution")]
    [InlineData("쿠폰 발송 자동화가 안 되어 있다", "define.lint.hidden-solution")]
    [InlineData("데이터가 통합되어 있지 않다", "define.lint.hidden-solution")]
    [InlineData("고객 데이터가 아직 연동되지 않습니다", "define.lint.hidden-solution")]
    [InlineData("마케팅 예산이 부족하다", "define.lint.hidden-solution")]
    [InlineData("전담 인력이 없습니다", "define.lint.hidden-solution")]
    [InlineData("쿠폰을 도입하지 않아서 재구매율이 24%입니다", "define.lint.hidden-solution")]
    [InlineData("추천 시스템을 아직 구축하지 못해 24%만 돌아옵니다", "define.lint.hidden-solution")]
    [InlineData("A lack of targeted marketing costs 3 %", "define.lint.hidden-solution")]
    [InlineData("There is no coupon system", "define.lint.hidden-solution")]
    [InlineData("There is not enough marketing budget", "define.lint.hidden-solution")]
    [InlineData("Sending coupons is not automated", "define.lint.hidden-solution")]
    [InlineData("Customer data aren't integrated", "define.lint.hidden-solution")]
    [InlineData("We need a churn model: 24 % buy again", "define.lint.hidden-solution")]
    [InlineData("The shop has no mobile app and 30 % leave", "define.lint.hidden-solution")]
    [InlineData("We should build a recommender, 24 % come back", "define.lint.hidden-solution")]
    [InlineData("재구매율이 36%에서 24%로 감소했고, 또한 배송이 2일 지연되고 있다", "define.lint.several")]
    [InlineData("반품이 12% 늘었을 뿐만 아니라 문의 불만도 증가했다", "define.lint.several")]
    [InlineData("Repurchase fell from 36 % to 24 %; in addition deliveries are 2 days late", "define.lint.several")]
    [InlineData("1) 재구매율이 12%p 하락 2) 배송이 2일 지연", "define.lint.several")]
    [InlineData("마케팅팀이 제대로 일하지 않아 재구매가 24%로 떨어졌다", "define.lint.blame")]
    [InlineData("담당자의 실수로 주문 300건이 취소되었다", "define.lint.blame")]
    [InlineData("The sales team does not care about repeat customers (24 %)", "define.lint.blame")]
    [InlineData("Sales fell 5 % because of the IT department", "define.lint.blame")]
    [InlineData("배송 클레임이 3.3%로 늘었고, 반품이 5% 늘었으며, 재구매율도 24%로 떨어졌다", "define.lint.several")]
    [InlineData("주문이 12% 줄었고 객단가는 5% 낮아졌으며 문의가 두 배로 늘었습니다", "define.lint.several")]
    [InlineData("물류팀이 대충 포장해서 클레임이 3.3%로 늘었다", "define.lint.blame")]
    [InlineData("배송 기사들이 상품을 함부로 다뤄 파손이 2% 늘었다", "define.lint.blame")]
    [InlineData("협력사가 무책임하게 대응해 300건이 지연되었다", "define.lint.blame")]
    [InlineData("클레임이 3.3%이므로 포장재 교체가 필요하다", "define.lint.hidden-solution")]
    [InlineData("클레임 3.3%를 줄이려면 상담 인력 충원이 시급합니다", "define.lint.hidden-solution")]
    [InlineData("반품 절차 개편을 해야 한다, 반품률 5%", "define.lint.hidden-solution")]
    public void Check_BadExample_GetsTheAdvice(string text, string code)
    {
        var findings = Check(text);
        Assert.Contains(code, findings.Select(f => f.Code));
        Assert.All(findings, f => Assert.False(f.Blocks));
    }

    [Theory]
    [InlineData("첫 구매 후 90일 안에 다시 구매한 고객의 비율이 2년 사이 36%에서 24%로 낮아졌습니다.")]
    [InlineData("재구매 고객이 없다")]
    [InlineData("고객이 부족하다")]
    [InlineData("주문이 줄었다")]
    [InlineData("쿠폰을 쓴 고객의 재구매가 없다")]
    [InlineData("쿠폰을 사용하지 않은 고객이 30% 늘었다")]
    [InlineData("앱 주문이 10% 부족하다")]
    [InlineData("마케팅 메일에 응답한 고객이 없다")]
    [InlineData("시스템이 하루 2번 중단되지 않는 날이 없다")]
    [InlineData("There are no repeat customers")]
    [InlineData("There is no response to coupons after 30 days")]
    [InlineData("There are not enough app orders")]
    [InlineData("Orders are not paid within 3 days")]
    [InlineData("신규 고객 1,250명 가운데 두 번째 주문을 한 고객이 절반으로 줄었습니다.")]
    [InlineData("8월부터 반품률이 3.1%에서 5.4%로 높아졌습니다. 의류 카테고리에서만 나타납니다.")]
    [InlineData("배송팀이 처리하는 주문이 하루 1,200건에서 1,900건으로 늘었습니다.")]
    [InlineData("The share who buy again within 90 days fell from 36 % to 24 % in two years.")]
    [InlineData("Half of the support tickets opened in March were not answered within a day.")]
    [InlineData("The marketing team sends 3 campaigns a month; response fell from 11 % to 8 %.")]
    [InlineData("Since June the app shows prices 2 seconds later than in May, and 4 % fewer visitors order.")]
    [InlineData("클레임이 3.3%로 늘었고 재구매율이 24%로 떨어졌습니다.")]   // two may be cause and effect
    [InlineData("배송 클레임이 1.2%에서 3.3%로 늘었으며, 서울보다 지방에서 더 높습니다.")]
    [InlineData("물류팀이 포장하는 상품의 클레임이 3.3%로 늘었습니다.")]
    [InlineData("포장재를 교체한 3월부터 클레임이 1.2%에서 3.3%로 늘었습니다.")]
    [InlineData("교환이 필요한 주문이 하루 12건에서 30건으로 늘었습니다.")]
    [InlineData("수리와 부품 교체가 필요한 제품이 5%입니다.")]
    [InlineData("협력사가 배송하는 주문 가운데 8%가 이틀 넘게 걸립니다.")]
    [InlineData("상담원이 받은 전화는 하루 300건이고 평균 대기 시간은 4분입니다.")]
    public void Check_GoodExample_GetsNone(string text) => Assert.Empty(Check(text));

    [Theory]
    [InlineData("재구매 예측 모델을 도입하자", true)]
    [InlineData("쿠폰 발송 자동화", true)]
    [InlineData("고객 데이터 플랫폼 구축 프로젝트", true)]
    [InlineData("Build a churn model", true)]
    [InlineData("Introducing a loyalty app", true)]
    [InlineData("재구매 고객 감소", false)]
    [InlineData("반품 증가", false)]
    [InlineData("신규 고객 유입 후 재구매로 이어지는 고객 감소", false)]
    [InlineData("Fewer customers buy again", false)]
    public void CheckName_ThatNamesAMeans_IsToldAndAProblemIsNot(string name, bool isTold) =>
        Assert.Equal(isTold ? ["define.lint.name"] : [], StatementLint.CheckName(name).Select(f => f.Code));

    [Theory] // a number may stand in the field for it
    [InlineData("고객이 줄고 있다", "", true)]
    [InlineData("Customers are leaving", "", true)]
    [InlineData("Customers are leaving", "12 points in two years", false)]
    [InlineData("재구매율이 절반으로 줄었습니다", "", false)]
    public void Phenomenon_WithoutANumber_IsAskedForOne(string what, string size, bool isAsked) =>
        Assert.Equal(isAsked, DefineRules.Check(new DefineSheet { PhenomenonWhat = what, PhenomenonSize = size }).Any(f => f is { Code: "define.phenomenon.no-number", Blocks: false }));

    [Theory] // sentences of the process's own worked scenario
    [InlineData("신규 고객 유입 후 재구매로 이어지는 고객 감소")]
    [InlineData("재구매 고객 → 충성 고객화 부진으로 매출 성장 정체, 신규 고객 유입을 위한 마케팅 비용 증가로 인한 영업이익 감소")]
    [InlineData("A사는 현재 '1. 신규 고객 유입' 활동은 마케팅 비용을 투자하여 적극적으로 수행하고 있으나,' 2. 유입 고객 재구매' 활동이 미미한 상황이다.")]
    [InlineData("이커머스 플랫폼 서비스가 성장을 하기 위해서는 3가지 조건이 필요하다.")]
    [InlineData("따라서 유입 고객 재구매를 촉진시킬 방법을 고민 중에 있는 상황이다.")]
    public void Check_TheWorkedScenario_GetsNone(string text) => Assert.Empty(Check(text));

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void Check_TheSample_GetsNoAdvice(string language)
    {
        var texts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "src", "ProblemSolving.Application", "Texts", "sample.texts.json")))!;
        string T(string key) => texts["sample.define." + key][language];
        Assert.Empty(StatementLint.Check(new DefineSheet { Overview = T("overview"), PhenomenonWhat = T("what"), DamageText = T("damage") }));
    }

    [Fact]
    public void Check_Sheet_NamesTheField()
    {
        var findings = StatementLint.Check(new DefineSheet { Overview = "예측 모델이 없다", DamageText = "CS팀 때문에 손해" });
        Assert.Equal([("define.lint.hidden-solution", "Overview"), ("define.lint.blame", "DamageText")], findings.Select(f => (f.Code, f.Place)));
    }

    private static IReadOnlyList<Finding> Check(string text) => StatementLint.Check(new DefineSheet { PhenomenonWhat = text });
}
