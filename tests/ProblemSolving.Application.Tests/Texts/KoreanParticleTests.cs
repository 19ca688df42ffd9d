using System.Globalization;
using System.Text.RegularExpressions;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Application.Tests.Texts;

public sealed partial class KoreanParticleTests
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");
    private static readonly TextCatalog Catalog = TextCatalog.Default;

    [Theory]
    [InlineData("쿠폰", "“쿠폰”은 선택할 수 없는 값입니다.")]
    [InlineData("비누", "“비누”는 선택할 수 없는 값입니다.")]
    [InlineData("24", "“24”는 선택할 수 없는 값입니다.")]
    [InlineData("120", "“120”은 선택할 수 없는 값입니다.")]
    [InlineData("2026-11-22", "“2026-11-22”은 선택할 수 없는 값입니다.")]   // 22일
    [InlineData("2026-12", "“2026-12”은 선택할 수 없는 값입니다.")]   // 12월
    [InlineData("0312-22", "“0312-22”는 선택할 수 없는 값입니다.")]
    [InlineData("13%", "“13%”는 선택할 수 없는 값입니다.")]
    [InlineData("SQL", "“SQL”은 선택할 수 없는 값입니다.")]
    [InlineData("CSV", "“CSV”는 선택할 수 없는 값입니다.")]
    [InlineData("orders.csv", "“orders.csv”는 선택할 수 없는 값입니다.")]
    [InlineData("Excel", "“Excel”은 선택할 수 없는 값입니다.")]
    [InlineData("비누(묶음)", "“비누(묶음)”는 선택할 수 없는 값입니다.")]
    [InlineData("test", "“test”는 선택할 수 없는 값입니다.")]
    [InlineData("phone", "“phone”은 선택할 수 없는 값입니다.")]
    [InlineData("store", "“store”는 선택할 수 없는 값입니다.")]
    [InlineData("week", "“week”은(는) 선택할 수 없는 값입니다.")]
    [InlineData("…", "“…”은(는) 선택할 수 없는 값입니다.")]
    public void Topic_FollowsTheLastSound(string value, string said) => Assert.Equal(said, Catalog.Get("rule.field.not-a-choice", Korean, value));

    [Theory]
    [InlineData("메일", "“메일”로 처리하시겠습니까?")]
    [InlineData("승인", "“승인”으로 처리하시겠습니까?")]
    [InlineData("보류", "“보류”로 처리하시겠습니까?")]
    [InlineData("1", "“1”로 처리하시겠습니까?")]
    [InlineData("3", "“3”으로 처리하시겠습니까?")]
    [InlineData("Drop", "“Drop”으로 처리하시겠습니까?")]   // 드롭
    [InlineData("Operate", "“Operate”로 처리하시겠습니까?")]
    [InlineData("Switch", "“Switch”로 처리하시겠습니까?")]
    [InlineData("URL", "“URL”로 처리하시겠습니까?")]
    public void Direction_KeepsRieulWithVowels(string value, string said) => Assert.Equal(said, Catalog.Get("review.vote.confirm", Korean, value));

    [Theory]
    [InlineData("가격", 0.5, "가격과 순서가 거의 같습니다(Spearman 0.50).")]
    [InlineData("나이", 0.5, "나이와 순서가 거의 같습니다(Spearman 0.50).")]
    public void And_FollowsTheLastSound(string value, double rho, string said) => Assert.Equal(said, Catalog.Get("alert.correlated", Korean, value, rho));

    [Fact]
    public void ADoubleFormInAValue_StaysAsItWasTyped() =>
        Assert.Equal("“책을(를) 산 고객”은 선택할 수 없는 값입니다.", Catalog.Get("rule.field.not-a-choice", Korean, "책을(를) 산 고객"));

    [Fact]
    public void English_IsLeftAlone() =>
        Assert.Equal("“책을(를)” is not one of the choices.", Catalog.Get("rule.field.not-a-choice", CultureInfo.GetCultureInfo("en"), "책을(를)"));

    [Fact]
    public void NoText_KeepsADoubleFormWhereTheWordIsKnown()
    {
        var left = Catalog.Keys.Where(k => Particle().Count(Catalog.Pair(k).Ko) != AfterASlot().Count(Catalog.Pair(k).Ko)).ToList();
        Assert.Empty(left);
    }

    [Fact]
    public void NoText_KeepsADoubleFormWhenItsSlotsAreWords()
    {
        object[] words = [.. Enumerable.Repeat("책", 12)];
        var left = Catalog.Keys.Where(k => Particle().IsMatch(Catalog.Pair(k).Ko) && Particle().IsMatch(Catalog.Get(k, Korean, words))).ToList();
        Assert.Empty(left);
    }

    [Fact]
    public void Control_ADoubleFormBehindAWordIsSeen()
    {
        Assert.Matches(Particle(), "항목을(를) 입력");
        Assert.DoesNotMatch(AfterASlot(), "항목을(를) 입력");
    }

    [GeneratedRegex(@"[을를은는이가와과]\([을를은는이가와과]\)|\(으\)로|으로\(로\)|\(이\)")]
    private static partial Regex Particle();

    [GeneratedRegex(@"\}[”’"")%]*(?:을\(를\)|은\(는\)|이\(가\)|와\(과\)|\(으\)로)")]
    private static partial Regex AfterASlot();
}
