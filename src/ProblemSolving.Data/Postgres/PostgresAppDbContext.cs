using Microsoft.EntityFrameworkCore;

namespace ProblemSolving.Data.Postgres;

/// <summary>The database for several machines. Owns the PostgreSQL migrations.</summary>
public sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options) : AppDbContext(options);
