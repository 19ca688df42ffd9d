using Microsoft.EntityFrameworkCore;

namespace ProblemSolving.Data.Sqlite;

/// <summary>The default database: one file in the data directory. Owns the SQLite migrations.</summary>
public sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options) : AppDbContext(options);
