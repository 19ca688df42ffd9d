using Microsoft.AspNetCore.Localization;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Web.Localization;

/// <summary>Korean or English: the cookie first, then the browser.</summary>
internal static class LocalizationSetup
{
    public const string CookieName = "ps-language";

    public static readonly string[] Languages = ["en", "ko"];

    public static void AddLocalizedTexts(this IServiceCollection services)
    {
        services.AddScoped<ITexts, CurrentTexts>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("en").AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = CookieName, Options = options },
                new AcceptLanguageHeaderRequestCultureProvider { Options = options },
            ];
        });
    }

    public static void RememberLanguage(this HttpResponse response, string language)
    {
        if (!Languages.Contains(language, StringComparer.Ordinal))
            return;
        response.Cookies.Append(CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = response.HttpContext.Request.IsHttps,
        });
    }
}
