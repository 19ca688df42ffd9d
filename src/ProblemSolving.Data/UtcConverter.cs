using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProblemSolving.Data;

/// <summary>Stores UTC and reads it back as UTC; a local time never reaches the database.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
