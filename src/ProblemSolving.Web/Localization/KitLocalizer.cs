using Microsoft.Extensions.Localization;
using MudBlazor;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Web.Localization;

/// <summary>The words inside grids, pickers and dialogs of the component kit, from the same catalogue as everything else.</summary>
internal sealed class KitLocalizer(TextCatalog texts) : MudLocalizer
{
    public override LocalizedString this[string key] => this[key, []];

    public override LocalizedString this[string key, params object[] arguments]
    {
        get
        {
            var name = "kit." + key;
            return new LocalizedString(key, texts.Get(name, System.Globalization.CultureInfo.CurrentUICulture, arguments), resourceNotFound: !texts.Has(name));
        }
    }
}
