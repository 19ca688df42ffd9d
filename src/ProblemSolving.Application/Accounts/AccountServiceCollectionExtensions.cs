using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProblemSolving.Data;
using ProblemSolving.Data.Accounts;

namespace ProblemSolving.Application.Accounts;

public static class AccountServiceCollectionExtensions
{
    /// <summary>Identity over the program's database, and the services that wrap it.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<AppUser>(options =>
            {
                options.Password.RequiredLength = PasswordRules.LengthLeast;
                options.Password.RequiredUniqueChars = PasswordRules.DifferentLeast;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 6;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
                // Names in Hangul are names too: the default alphabet is lifted, UserNameRules says what is allowed.
                options.User.AllowedUserNameCharacters = "";
            })
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<AppDbContext>()
            .AddClaimsPrincipalFactory<AccountClaimsFactory>()
            .AddPasswordValidator<PasswordRules>()
            .AddUserValidator<UserNameRules>()
            .AddSignInManager();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AccountService>();
        services.TryAddSingleton<ProfileService>();
        services.TryAddSingleton<DelegationService>();
        services.TryAddSingleton<AccountProvisioning>();
        services.TryAddSingleton<FirstAdministrator>();
        services.TryAddSingleton<SetupToken>();
        services.TryAddSingleton<SignInThrottle>();
        services.TryAddSingleton<SessionCheck>();
        services.TryAddSingleton<AccountTrail>();
        services.TryAddScoped<AccountWriter>();
        services.TryAddScoped<SignInService>();
        return services;
    }
}
