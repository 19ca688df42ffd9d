namespace ProblemSolving.Domain.Projects;

/// <summary>The seven steps of the problem-solving process, in order.</summary>
public enum ProblemStep
{
    /// <summary>문제정의: phenomenon and damage, shown with data.</summary>
    Define = 1,

    /// <summary>기대효과: the effect as a number with a unit; ends in the Go/Drop gate.</summary>
    Effects = 2,

    /// <summary>해결방안: the list of options.</summary>
    Solutions = 3,

    /// <summary>우선순위: fastest first, with fallbacks.</summary>
    Prioritize = 4,

    /// <summary>분석: data, exploration, models, history.</summary>
    Analyze = 5,

    /// <summary>성과측정: pilots with a control group.</summary>
    Measure = 6,

    /// <summary>모델운영: schedules and delivered lists.</summary>
    Operate = 7,
}
