using FsCheck.Xunit;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Tests.Measure;

public class StatisticsTests
{
    [Theory] // values: pt(20, 100, lower = FALSE), pnorm(9, lower = FALSE), pchisq(100, 1, lower = FALSE) where 1 − CDF is 0
    [InlineData(0.9999, 1, 3183.0987571270)]
    [InlineData(0.975, 10, 2.2281388519649385)]
    [InlineData(0.9999999, 2, 2236.0676418540)]
    public void StudentTQuantile_ValidTail_MatchesClosedForm(double probability, double degrees, double expected) =>
        Assert.Equal(1, StudentTDistribution.UpperQuantile(1 - probability, degrees) / expected, 1e-8);

    [Fact] // Cauchy: tan(pi (p - 1/2)); the library quantile throws here
    public void StudentTQuantile_OneDegreeFarTail_IsCauchy() =>
        Assert.Equal(1, StudentTDistribution.UpperQuantile(1e-12, 1) * Math.PI * 1e-12, 1e-10);

    [Fact]
    public void NormalUpper_FarTail_IsNotZero() => Assert.Equal(1, NormalDistribution.Upper(9) / 1.1285884059538405e-19, 1e-10);

    [Fact]
    public void ChiSquareUpper_FarTail_IsNotZero() => Assert.Equal(1, ChiSquareDistribution.Upper(100, 1) / 1.5239706048321e-23, 1e-9);

    [Fact] // PROVENANCE of cookie_cats: z = 1.7841, p = 0.0744 and z = 3.1644, p = 0.001554
    public void TwoProportionZTest_CookieCatsCounts_MatchPublished()
    {
        var day1 = TwoProportionZTest.Compare(20119, 45489, 20034, 44700);
        var day7 = TwoProportionZTest.Compare(8279, 45489, 8502, 44700);
        Assert.Equal(1.7841, day1.ZStatistic, 4);
        Assert.Equal(0.0744, day1.PValueTwoSided, 4);
        Assert.Equal(3.1644, day7.ZStatistic, 4);
        Assert.Equal(0.001554, day7.PValueTwoSided, 6);
        Assert.Equal(6.9024, SampleRatioCheck.Check([44700, 45489], [0.5, 0.5]).ChiSquare, 4);
    }

    [Fact] // Newcombe (1998), Statistics in Medicine 17, table II: 56/70 against 48/80, method 10: 0.0524 to 0.3339
    public void Newcombe_PublishedExample_Matches()
    {
        var result = TwoProportionZTest.Compare(48, 80, 56, 70);
        Assert.Equal(0.0524, result.Newcombe.Low, 4);
        Assert.Equal(0.3339, result.Newcombe.High, 4);
    }

    [Property]
    public bool Normal_UpperAndLower_AddToOne(FsCheck.NormalFloat z) =>
        Math.Abs(NormalDistribution.Upper(z.Get) + NormalDistribution.Lower(z.Get) - 1) < 1e-14;

    [Property]
    public bool StudentT_QuantileOfTail_ComesBack(FsCheck.PositiveInt degrees, FsCheck.PositiveInt t)
    {
        var value = t.Get / 7.0;
        var df = 0.5 + degrees.Get;
        var tail = StudentTDistribution.Upper(value, df);
        return tail < 1e-290 || Math.Abs(StudentTDistribution.UpperQuantile(tail, df) / value - 1) < 1e-9;
    }

    [Property]
    public bool TwoProportions_SwappedGroups_ChangeOnlyTheSign(FsCheck.NonNegativeInt a, FsCheck.NonNegativeInt b, FsCheck.PositiveInt n, FsCheck.PositiveInt m)
    {
        long x = a.Get % (n.Get + 1), y = b.Get % (m.Get + 1);
        var one = TwoProportionZTest.Compare(x, n.Get, y, m.Get);
        var other = TwoProportionZTest.Compare(y, m.Get, x, n.Get);
        return Math.Abs(one.ZStatistic + other.ZStatistic) < 1e-9
            && Math.Abs(one.PValueTwoSided - other.PValueTwoSided) < 1e-9
            && Math.Abs(one.Newcombe.Low + other.Newcombe.High) < 1e-9
            && one.Newcombe.Low <= one.Difference && one.Difference <= one.Newcombe.High;
    }

    [Property]
    public bool Welch_SwappedGroups_ChangeOnlyTheSign(FsCheck.PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var x = Enumerable.Range(0, 2 + random.Next(30)).Select(_ => random.NextDouble() * 100).ToArray();
        var y = Enumerable.Range(0, 2 + random.Next(30)).Select(_ => random.NextDouble() * 90).ToArray();
        var one = WelchTTest.Compare(x, y);
        var other = WelchTTest.Compare(y, x);
        return Math.Abs(one.TStatistic + other.TStatistic) < 1e-9 && Math.Abs(one.PValueTwoSided - other.PValueTwoSided) < 1e-12;
    }

    [Fact]
    public void Welch_ConstantGroups_IsRefused() => Assert.Throws<ArgumentException>(() => WelchTTest.Compare([1, 1], [1, 1]));

    [Fact]
    public void DetectableRise_OfComputedSize_ComesBack()
    {
        var n = (long)Math.Ceiling(TwoProportionPower.CustomersPerGroup(0.2, 0.23));
        Assert.Equal(0.03, TwoProportionPower.DetectableRise(0.2, n, n)!.Value, 4);
    }
}

public class SaltedSplitTests
{
    [Fact]
    public void Assign_OtherOrder_GivesTheSameGroups()
    {
        var ids = Enumerable.Range(0, 5000).Select(i => $"c{i}").ToArray();
        var forward = SaltedSplit.Assign(ids, "round-1", 0.3).ToDictionary(a => a.Customer, a => a.Group);
        var backward = SaltedSplit.Assign(ids.Reverse(), "round-1", 0.3).ToDictionary(a => a.Customer, a => a.Group);
        Assert.All(ids, id => Assert.Equal(forward[id], backward[id]));
    }

    [Fact]
    public void Assign_ManyCustomers_KeepsTheShareAndChangesWithTheSalt()
    {
        var ids = Enumerable.Range(0, 20_000).Select(i => $"{i:D6}").ToArray();
        var first = SaltedSplit.Assign(ids, "a", 0.2);
        var controls = first.LongCount(a => a.Group == PilotGroup.Control);
        Assert.False(SampleRatioCheck.Check([controls, ids.Length - controls], [0.2, 0.8]).IsBroken);
        var moved = first.Zip(SaltedSplit.Assign(ids, "b", 0.2)).Count(p => p.First.Group != p.Second.Group);
        Assert.InRange(moved, 5800, 7000); // 2 × 0.2 × 0.8 of 20,000 is 6,400
    }
}

public sealed class ResponseFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, PilotGroup> _assignment = new()
    {
        ["001"] = PilotGroup.Target, ["002"] = PilotGroup.Target, ["003"] = PilotGroup.Target,
        ["004"] = PilotGroup.Control, ["005"] = PilotGroup.Control, ["006"] = PilotGroup.Control,
    };

    private static readonly Dictionary<string, PilotGroup> s_formulas = new() { ["=A1"] = PilotGroup.Target, ["-5"] = PilotGroup.Target, ["@x"] = PilotGroup.Control };

    public void Dispose() => _folder.Dispose();

    private PilotResponses Read(string text, ResponseReading? reading = null, Dictionary<string, PilotGroup>? assignment = null) =>
        ResponseFileReader.Read(_folder.Write(text), "answers.csv", assignment ?? _assignment, FileFormatChoice.Detect, [], reading ?? new(), TestContext.Current.CancellationToken);

    private static object[] Refused(string code, Action act)
    {
        var e = Assert.Throws<Domain.DomainRuleException>(act);
        Assert.Equal(code, e.Code);
        return [.. e.Arguments];
    }

    [Fact]
    public void Read_GoodFile_CountsMissingCustomersAsNoResponse()
    {
        var read = Read("customer_id,response,amount\n001,1,\"1,000 원\"\n002,0,\n004,1,500\n005,0,0\n");
        Assert.Equal((3, 1, 1, 1000m), (read.Target.Assigned, read.Target.Missing, read.Target.Responders, read.Target.Amount));
        Assert.Equal((3, 1, 1, 500m), (read.Control.Assigned, read.Control.Missing, read.Control.Responders, read.Control.Amount));
        Assert.Equal("response.missing-as-zero", Assert.Single(read.Warnings).Code);
        Assert.Equal(1.0 / 3, read.Target.Response.Mean, 12);
    }

    [Theory]
    [InlineData("customer_id,response\n001,1\n004,1,500\n")]
    [InlineData("customer_id,response\n001,1\n004,,1\n")]
    [InlineData("customer_id,response\n001,1\n004,0,\n")]          // the header does not end so
    public void Read_RowWithMoreCellsThanTheHeader_IsRefusedWithItsRow(string text) =>
        Assert.Equal(["answers.csv", 3L, 2, 3, 1L], Refused("data.ragged-row", () => Read(text)));

    [Fact]
    public void Read_EmptyLastCellsThatTheHeaderHasToo_AreHarmless() =>
        Assert.Equal(1, Read("customer_id,response,\n001,1,\n004,0,\n").Target.Responders);

    [Fact]
    public void Read_PackedFileAndWorkbook_GiveTheSameAsText()
    {
        const string Text = "customer_id,response,amount\n001,1,1200.5\n002,0,\n004,1,500\n";
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(Text));
        var cells = string.Concat(Text.Trim().Split('\n').Select((line, row) => $"<row r=\"{row + 1}\">" + string.Concat(line.Split(',').Select((cell, i) => cell.Length == 0 ? "" : $"<c r=\"{(char)('A' + i)}{row + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")) + "</row>"));
        var expected = Read(Text);
        foreach (var file in new[] { _folder.Write(packed.ToArray()), _folder.Write(Datasets.WorkbookFile.Write([("Answers", cells)])) })
        {
            var read = ResponseFileReader.Read(file, "answers", _assignment, FileFormatChoice.Detect, [], new(), TestContext.Current.CancellationToken);
            Assert.Equal((expected.Target.Responders, expected.Target.Amount, expected.Control.Responders, expected.Control.Amount), (read.Target.Responders, read.Target.Amount, read.Control.Responders, read.Control.Amount));
            Assert.Equal((1, 1200.5m), (read.Target.Responders, read.Target.Amount));
        }
    }

    [Fact]
    public void Read_UnknownId_IsRefusedWithItsRow() =>
        Assert.Equal(["answers.csv", 3L, "999", 1L], Refused("response.unknown-id", () => Read("customer_id,response\n001,1\n999,0\n004,0\n")));

    [Fact]
    public void Read_UnknownIdIgnored_IsCounted() =>
        Assert.Equal(1, Read("customer_id,response\n001,1\n999,0\n004,0\n", new ResponseReading(IgnoreUnknown: true)).IgnoredRows);

    [Fact]
    public void Read_DuplicateId_IsRefusedWithBothRows() =>
        Assert.Equal(["answers.csv", 4L, "001", 2L, 1L], Refused("response.id-twice", () => Read("customer_id,response\n001,1\n004,0\n001,0\n")));

    [Theory]   // as the list writes it, as it came from the source, as a spreadsheet saves it again
    [InlineData("'=A1", "'@x", "'-5")]
    [InlineData("=A1", "@x", "-5")]
    [InlineData("\"=A1\"", "\"@x\"", "-5.0")]
    public void Read_IdLikeAFormula_IsKnownWithAndWithoutTheApostrophe(string first, string second, string third)
    {
        var read = Read($"customer_id,response\n{first},1\n{second},1\n{third},0\n", assignment: s_formulas);
        Assert.Equal((2, 0, 1), (read.Target.Assigned, read.Target.Missing, read.Target.Responders));
        Assert.Equal((1, 0, 1), (read.Control.Assigned, read.Control.Missing, read.Control.Responders));
    }

    [Fact]
    public void Read_IdWithItsOwnApostrophe_IsNotTakenForTheOneWithout()
    {
        Dictionary<string, PilotGroup> own = new() { ["'=A1"] = PilotGroup.Target, ["kim's"] = PilotGroup.Target, ["b"] = PilotGroup.Control };
        Assert.Equal(2, Read("customer_id,response\n''=A1,1\nkim's,1\nb,0\n", assignment: own).Target.Responders);
        Assert.Equal(1, Read("customer_id,response\n'=A1,1\nb,0\n", assignment: own).Target.Responders);
        Refused("response.unknown-id", () => Read("customer_id,response\n'b,1\n=A1,1\n", assignment: own));
    }

    [Fact]
    public void Read_ApostropheThatCanBeTwoCustomers_IsRefusedAndBothCanBeWritten()
    {
        Dictionary<string, PilotGroup> both = new() { ["=A1"] = PilotGroup.Target, ["'=A1"] = PilotGroup.Control };
        Assert.Equal(["answers.csv", 2L, "'=A1", "=A1", "''=A1"], Refused("response.id-apostrophe", () => Read("customer_id,response\n'=A1,1\n''=A1,0\n", assignment: both)));
        var read = Read("customer_id,response\n=A1,1\n''=A1,0\n", assignment: both);
        Assert.Equal((1, 0), (read.Target.Responders, read.Control.Responders));
    }

    [Fact]
    public void Read_AllZero_IsRefused() => Refused("response.all-zero", () => Read("customer_id,response\n001,0\n004,0\n"));

    [Fact]
    public void Read_NobodyInControl_IsRefused() =>
        Refused("response.control-empty", () => Read("customer_id,response\n001,1\n", assignment: new() { ["001"] = PilotGroup.Target }));

    [Fact]
    public void Read_ControlAbsentFromFile_IsRefused() => Refused("response.control-absent", () => Read("customer_id,response\n001,1\n002,0\n"));

    [Fact]
    public void Read_TextAsAnswer_IsRefusedWithPlace() =>
        Assert.Equal(["answers.csv", 2L, "response", "maybe"], Refused("response.bad-answer", () => Read("customer_id,response\n001,maybe\n004,0\n")));

    [Fact]
    public void Read_NoCustomerColumn_IsRefused() => Refused("response.no-customer-column", () => Read("who,response\n001,1\n004,0\n"));

    [Fact]
    public void Read_CookieCats_GivesThePublishedVerdict()
    {
        var path = SharedData.File("cookie_cats", "cookie_cats.csv");
        var assignment = File.ReadLines(path).Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1] == "gate_30" ? PilotGroup.Control : PilotGroup.Target);
        var read = ResponseFileReader.Read(path, "cookie_cats.csv", assignment, FileFormatChoice.Detect, [new ColumnChoice(4, Role: ColumnRole.Response)], new(), TestContext.Current.CancellationToken);
        var readout = PilotAnalysis.Read(read, 0.5);
        Assert.Equal(-3.1644, readout.Response.ZStatistic, 4);
        Assert.Equal(0.001554, readout.Response.PValueTwoSided, 6);
        Assert.Equal(6.9024, readout.Split.ChiSquare, 4);
        Assert.Equal(VerdictKind.Worse, readout.Verdict.Kind);
        Assert.Equal(readout.Response.PValueTwoSided, readout.ResponseTTest!.PValueTwoSided, 4);
    }

    [Theory]
    [InlineData(300, 200, null, VerdictKind.Better)]
    [InlineData(300, 200, 0.3, VerdictKind.BetterButNotWorthIt)]
    [InlineData(205, 200, null, VerdictKind.NotShown)]
    [InlineData(100, 200, null, VerdictKind.Worse)]
    public void PilotAnalysis_Counts_GiveTheVerdict(int target, int control, double? breakEven, VerdictKind expected) =>
        Assert.Equal(expected, PilotAnalysis.Read(Responses(1000, control, 1000, target), 0.5, breakEven: breakEven).Verdict.Kind);

    [Theory]   // returns, claims: fewer is better
    [InlineData(80, 120, null, VerdictKind.Better, "verdict.better-falling")]
    [InlineData(80, 120, 0.3, VerdictKind.BetterButNotWorthIt, "verdict.better-falling")]
    [InlineData(118, 120, null, VerdictKind.NotShown, "verdict.not-shown")]
    [InlineData(120, 80, null, VerdictKind.Worse, "verdict.worse-falling")]
    public void PilotAnalysis_RateThatShouldFall_IsJudgedTheOtherWay(int target, int control, double? breakEven, VerdictKind expected, string sentence)
    {
        var readout = PilotAnalysis.Read(Responses(1000, control, 1000, target), 0.5, breakEven: breakEven, falls: true);
        Assert.Equal(expected, readout.Verdict.Kind);
        Assert.Equal(sentence, readout.Verdict.Sentences[0].Key);
        Assert.Equal((target - control) / 1000.0, readout.Response.Difference, 12);   // what was measured is told as it was
        Assert.Equal((control - target) / 1000.0, readout.Gain.Likely, 12);
        Assert.Equal(-readout.Response.Newcombe.High, readout.Gain.Low, 12);
        Assert.Equal(-readout.Response.Newcombe.Low, readout.Gain.High, 12);
        Assert.Equal(0.8, TwoProportionPower.Power(control / 1000.0, control / 1000.0 - readout.DetectableRise!.Value, 1000, 1000), 6);
        if (breakEven is { } even)
            Assert.Equal(-100 * even, Assert.IsType<double>(readout.Verdict.Sentences[1].Arguments[0]), 12);
    }

    [Fact]
    public void PilotAnalysis_WrongSizes_SaysTheSplitIsBroken() =>
        Assert.Equal(VerdictKind.BrokenSplit, PilotAnalysis.Read(Responses(1000, 100, 1300, 200), 0.5).Verdict.Kind);

    private static PilotResponses Responses(long controls, long controlYes, long targets, long targetYes)
    {
        GroupResponses Group(PilotGroup group, long n, long yes)
        {
            var p = (double)yes / n;
            return new(group, n, 0, yes, 0, new GroupSummary(n, p, p * (1 - p) * n / (n - 1)), new GroupSummary(n, 0, 0));
        }
        return new("", Group(PilotGroup.Control, controls, controlYes), Group(PilotGroup.Target, targets, targetYes), false, 0, []);
    }
}
