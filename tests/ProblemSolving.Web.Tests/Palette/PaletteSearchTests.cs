using System.Globalization;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Web.Components.Palette;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Palette;

/// <summary>What a text that is still being typed finds.</summary>
public sealed class PaletteSearchTests
{
    private static readonly PaletteCommand[] Commands =
    [
        new(PaletteGroup.Pages, "홈", "", "/", Also: "Home"),
        new(PaletteGroup.Pages, "데이터셋", "", "/datasets", Also: "Datasets"),
        new(PaletteGroup.Projects, "값 비싼 닭", "", "/projects/ABC/define", Detail: "ABC"),
    ];

    [Theory]
    [InlineData("ㅎ", "홈")]
    [InlineData("호", "홈")]
    [InlineData("홈", "홈")]
    [InlineData("뎅", "데이터셋")]      // 데 and the ㅇ of 이
    [InlineData("데잍", "데이터셋")]
    [InlineData("갑", "값 비싼 닭")]
    [InlineData("달", "값 비싼 닭")]    // 닭 before its ㄱ
    [InlineData("HOME", "홈")]
    [InlineData("ｈｏｍｅ", "홈")]      // a keyboard on full width
    [InlineData("abc 닭", "값 비싼 닭")]
    public void Find_WhatIsStillBeingPutTogether_FindsWhatTheWholeWordWould(string typed, string found) =>
        Assert.Contains(PaletteSearch.Find(Commands, typed), c => c.Text == found);

    [Theory]   // the button says create, the page behind it says new
    [InlineData("ko", "새 프로젝트")]
    [InlineData("ko", "만들기")]
    [InlineData("en", "new project")]
    public void Find_WhatThePageBehindIsCalled_FindsTheCommand(string language, string typed)
    {
        var commands = PaletteCommands.Of(Places.None with { CreatesProjects = true }, new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo(language)));
        Assert.Contains(PaletteSearch.Find(commands, typed), c => c.Address == ProjectUrls.NewPath);
    }

    [Theory]
    [InlineData("홈 닭")]
    [InlineData("후")]
    [InlineData("zzz")]
    public void Find_WhatOccursNowhere_FindsNothing(string typed) => Assert.Empty(PaletteSearch.Find(Commands, typed));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Find_Blank_KeepsAllInTheirOrder(string typed) => Assert.Equal(Commands, PaletteSearch.Find(Commands, typed));
}
