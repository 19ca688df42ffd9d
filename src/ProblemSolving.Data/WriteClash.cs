using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ProblemSolving.Data;

/// <summary>Tells a write that met another writer from one that the database could not do.</summary>
public static class WriteClash
{
    private const int SqliteForeignKey = 787;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <summary>
    /// True when somebody else took the key, changed the row, or removed what it belongs to in the same moment. False for a full
    /// disk, a lost connection and every other fault: those are nobody's edit.
    /// </summary>
    public static bool IsClash(this DbUpdateException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception is DbUpdateConcurrencyException || exception.InnerException switch
        {
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteForeignKey or SqlitePrimaryKey or SqliteUnique,
            PostgresException postgres => postgres.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
            _ => false,
        };
    }
}
