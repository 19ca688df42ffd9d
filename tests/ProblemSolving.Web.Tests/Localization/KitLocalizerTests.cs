using System.Globalization;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Web.Tests.Localization;

/// <summary>The component kit speaks Korean too, whatever it may say.</summary>
public sealed class KitLocalizerTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public void EveryTextOfTheKit_IsInTheCatalogue()
    {
        var kit = new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudButton).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
            .Cast<System.Collections.DictionaryEntry>().Select(e => "kit." + (string)e.Key).ToList();
        Assert.True(kit.Count > 100);
        Assert.All(kit, k => Assert.True(TextCatalog.Default.Has(k), k));
    }

    [Fact]
    public void InKorean_TheKitsWordsAreKorean()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        using var scope = app.Services.CreateScope();
        Assert.Equal("닫기", scope.ServiceProvider.GetRequiredService<MudLocalizer>()["MudDialog_Close"].Value);
    }
}
