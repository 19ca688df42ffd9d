using Microsoft.Extensions.Logging;
using ProblemSolving.Data;
using ProblemSolving.Domain.Audit;

namespace ProblemSolving.Application.Accounts;

/// <summary>What can change about an account; the names are the fields of its audit rows.</summary>
public enum AccountChange
{
    Created,
    Roles,
    State,
    PasswordReset,
    PasswordChanged,
    DisplayName,
    Language,
    Delegate,
}

/// <summary>
/// Who changed what about an account. The rows go into the context of the change, so that both are stored or neither;
/// passwords are in neither. The log gets ids only.
/// </summary>
internal sealed partial class AccountTrail(TimeProvider time, ILogger<AccountTrail> logger)
{
    /// <summary>The subject of audit rows about accounts.</summary>
    public const string Subject = "Account";

    /// <summary>Adds a row; it is stored with the next save of the context.</summary>
    public void Add(AppDbContext db, Guid by, Guid account, AccountChange change, string? old = null, string? now = null) => db.Audit.Add(new AuditEntry
    {
        Subject = Subject,
        RowId = account,
        Field = change.ToString(),
        OldValue = old,
        NewValue = now,
        UserId = by,
        AtUtc = time.GetUtcNow().UtcDateTime,
    });

    /// <summary>A line in the log, once the change stands.</summary>
    public void Tell(Guid by, Guid account, AccountChange change) => Log.Changed(logger, account, change, by);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Account {AccountId}: {Change} by {UserId}")]
        public static partial void Changed(ILogger logger, Guid accountId, AccountChange change, Guid userId);
    }
}
