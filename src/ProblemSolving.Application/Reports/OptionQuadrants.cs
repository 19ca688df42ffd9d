using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>The picture of step 4 in a report: the options beside each other by effect and by time or effort.</summary>
internal static class OptionQuadrants
{
    private const int Fewest = 2;   // one alone is beside nothing

    public static QuadrantBlock? Of(ReportScope scope)
    {
        var t = scope.T;
        var map = OptionMap.Of(scope.Snapshot.Ranking, scope.Snapshot.Prioritize.RankBy);
        if (map.Options.Count < Fewest)
            return null;
        var kind = map.ByTime ? ".time" : "";
        return new QuadrantBlock(
            t[map.ByTime ? "bubble.title.time" : "bubble.title"],
            t.Get("bubble.cut", t.Get(map.ByTime ? "bubble.cut.days" : "bubble.cut.effort", Math.Round(map.MiddleAlong, 1)), map.MiddleShare),
            t["field.Solution.Name"],
            new QuadrantAxis(t[map.ByTime ? "bubble.days" : "bubble.effort"], map.AlongEnd, map.MiddleAlong),
            new QuadrantAxis(t["bubble.share"], map.ShareEnd, map.MiddleShare, IsShare: true),
            t["bubble.quick" + kind], t["bubble.big" + kind], t["bubble.fill" + kind], t["bubble.doubt" + kind],
            [.. map.Options.Select(p => new QuadrantPoint(
                p.Ranked.IsPlaced ? p.Ranked.Rank.ToString(t.Culture) : "?",
                p.Ranked.Option.Name.Length > 0 ? p.Ranked.Option.Name : t.Get("solutions.n", p.Ranked.Option.Position + 1),
                p.Along.Likely, p.Along.Low, p.Along.High, p.Share.Likely, p.Share.Low, p.Share.High))]);
    }
}
