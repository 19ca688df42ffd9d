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

    [Fact]
    public void Ranges_SayTheNumbersThatGetTheScores()
    {
        var (days, orders) = ((double[])[10, 20, 30.5, 40], (double[])[1, 2, 3, 4]);
        var rules = RfmSegments.All.ToDictionary(r => r.Segment);
        Assert.Equal((new WholeRange(0, 20), new WholeRange(4, null)), (rules[RfmSegment.Champions].Days(days), rules[RfmSegment.Champions].Orders(orders)));
        Assert.Equal((new WholeRange(21, 30), new WholeRange(1, 2)), (rules[RfmSegment.Cooling].Days(days), rules[RfmSegment.Cooling].Orders(orders)));
        Assert.Equal(new WholeRange(41, null), rules[RfmSegment.OnceBest].Days(days));
        Assert.True(rules[RfmSegment.Growing].Orders([1, 1, 1, 2]).IsEmpty);   // breaks of an older run repeat
    }

    [Fact] // a range names exactly the numbers whose score the rule fits
    public void Ranges_AgreeWithScores()
    {
        var (days, orders) = ((double[])[3, 9.5, 14, 29], (double[])[1, 2.5, 4, 7]);
        foreach (var rule in RfmSegments.All)
        {
            for (var n = 0; n < 60; n++)
            {
                var recency = RfmParameters.Breaks + 1 - days.Count(b => n > b);
                Assert.Equal(recency >= rule.RecencyFrom && recency <= rule.RecencyTo, Holds(rule.Days(days), n));
                var frequency = 1 + orders.Count(b => n > b);
                Assert.Equal(n > 0 && frequency >= rule.FrequencyFrom && frequency <= rule.FrequencyTo, Holds(rule.Orders(orders), n));
            }
        }

        static bool Holds(WholeRange range, long n) => n >= range.From && !(n > range.To);
    }
}
