using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Measure;

/// <summary>A customer of a round.</summary>
/// <param name="Rank">From 1, best first.</param>
/// <param name="Score">Predicted chance in [0, 1]; null when no model ranked.</param>
internal sealed record AssignedCustomer(int Rank, string Customer, PilotGroup Group, double? Score);

/// <summary>The list of a round on disk: the assignment for the evaluation, and one CSV for each group to hand out.</summary>
internal static class PilotAssignment
{
    private const string RankColumn = "rank";
    private const string CustomerColumn = "customer_id";
    private const string ScoreColumn = "score";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Cuts and splits. The order of <paramref name="ranked"/> decides who is selected, never who lands in which group.</summary>
    public static IReadOnlyList<AssignedCustomer> Draw(IEnumerable<(string Customer, double? Score)> ranked, int count, string salt, double controlShare) =>
        [.. ranked.Take(count).Select((c, i) => new AssignedCustomer(i + 1, c.Customer, SaltedSplit.GroupOf(c.Customer, salt, controlShare), c.Score))];

    /// <summary>
    /// Leaves out what chance put into the target group beyond a number. Those go whose own draw of the split came last, which knows
    /// nothing of rank or response: the rest is still a random sample, and nobody changes the group.
    /// </summary>
    /// <param name="most">Most customers of the target group, ≥ 0.</param>
    public static IReadOnlyList<AssignedCustomer> Trim(IReadOnlyList<AssignedCustomer> customers, int most, string salt)
    {
        var left = customers.Where(c => c.Group == PilotGroup.Target).OrderBy(c => SaltedSplit.Place(c.Customer, salt)).ThenBy(c => c.Customer, StringComparer.Ordinal).Skip(most).ToHashSet();
        return left.Count == 0 ? customers : [.. customers.Where(c => !left.Contains(c))];
    }

    /// <summary>Writes the three files, replacing those of an earlier try, and gives the hash of the assignment.</summary>
    public static async Task<string> WriteAsync(string folder, IReadOnlyList<AssignedCustomer> customers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await WriteTargetAsync(Path.Combine(folder, PilotFiles.List(PilotGroup.Target)), customers, cancellationToken);
        await WriteControlAsync(Path.Combine(folder, PilotFiles.List(PilotGroup.Control)), customers, cancellationToken);
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        await AtomicFile.WriteAsync(
            Path.Combine(folder, PilotFiles.Assignment),
            async (stream, token) =>
            {
                foreach (var customer in customers)
                {
                    var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(customer, Json) + "\n");
                    hash.AppendData(line);
                    await stream.WriteAsync(line, token);
                }
            },
            cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of the assignment as it stands on disk.</summary>
    public static async Task<string> HashAsync(string folder, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(Path.Combine(folder, PilotFiles.Assignment));
        return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(stream, cancellationToken));
    }

    public static async Task<IReadOnlyDictionary<string, PilotGroup>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<string, PilotGroup>(StringComparer.Ordinal);
        await foreach (var line in File.ReadLinesAsync(Path.Combine(folder, PilotFiles.Assignment), cancellationToken))
        {
            var customer = JsonSerializer.Deserialize<AssignedCustomer>(line, Json)!;
            groups.Add(customer.Customer, customer.Group);
        }

        return groups;
    }

    /// <summary>Whom to contact, best first.</summary>
    private static Task WriteTargetAsync(string path, IReadOnlyList<AssignedCustomer> customers, CancellationToken cancellationToken)
    {
        var scored = customers.Any(c => c.Score is not null);
        string[] header = scored ? [RankColumn, CustomerColumn, ScoreColumn] : [RankColumn, CustomerColumn];
        return AtomicFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                await using var csv = await CsvWriter.StartAsync(stream, header, token);
                foreach (var customer in customers.Where(c => c.Group == PilotGroup.Target))
                {
                    ReportCell[] row = [new NumberCell(customer.Rank), new TextCell(customer.Customer)];
                    await csv.WriteAsync(scored ? [.. row, new NumberCell(Math.Round((decimal)(customer.Score ?? 0), 6))] : row, token);
                }
            },
            cancellationToken);
    }

    /// <summary>Whom to leave alone: only ids, in ordinal order, for the suppression list of the marketing system.</summary>
    private static Task WriteControlAsync(string path, IReadOnlyList<AssignedCustomer> customers, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                await using var csv = await CsvWriter.StartAsync(stream, [CustomerColumn], token);
                foreach (var customer in customers.Where(c => c.Group == PilotGroup.Control).Select(c => c.Customer).Order(StringComparer.Ordinal))
                    await csv.WriteAsync([new TextCell(customer)], token);
            },
            cancellationToken);
}
