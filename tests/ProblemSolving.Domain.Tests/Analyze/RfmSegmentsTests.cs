using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Tests.Analyze;

public class RfmSegmentsTests
{
    [Fact]
    public void All_EveryPairOfScores_BelongsToASegmentAndOverlapsOnlyByOrder()
    {
        foreach (var (recency, frequency) in Enumerable.Range(1, 5).SelectMany(r => Enumerable.Range(1, 5).Select(f => (r, f))))
        {
            var fits = RfmSegments.All.Where(rule => rule.Fits(recency, frequency)).Select(rule => rule.Segment).ToList();
            Assert.Equal(RfmSegments.Of(recency, frequency), fits[0]);
            // the best and the often-but-long-ago stand inside a wider rule that comes after them
            Assert.True(fits.Count == 1 || fits is [RfmSegment.Champions, RfmSegment.Loyal] or [RfmSegment.OnceBest, RfmSegment.Slipping]);
        }
    }

    [Fact]
    public void All_NamesEverySegmentOnce() => Assert.Equal(Enum.GetValues<RfmSegment>().Order(), RfmSegments.All.Select(r => r.Segment).Order());

    [Theory]
    [InlineData(5, 5, RfmSegment.Champions)]
    [InlineData(5, 1, RfmSegment.Newcomers)]
    [InlineData(3, 3, RfmSegment.Loyal)]
    [InlineData(1, 5, RfmSegment.OnceBest)]
    [InlineData(2, 4, RfmSegment.Slipping)]
    [InlineData(1, 1, RfmSegment.Sleeping)]
    public void Of_KnownPairs(int recency, int frequency, RfmSegment expected) => Assert.Equal(expected, RfmSegments.Of(recency, frequency));
}
