namespace ProblemSolving.Domain.Projects;

/// <summary>A sheet or a row of a sheet whose fields save themselves one by one.</summary>
public interface IWorksheet
{
    Guid Id { get; }

    Guid ProjectId { get; }

    /// <summary>Grows by one with each saved change; two writers are told apart by it.</summary>
    int Version { get; set; }
}

/// <summary>A row in a list that people order.</summary>
public interface IWorksheetRow : IWorksheet
{
    /// <summary>Place in the list, from 0; gaps are allowed.</summary>
    int Position { get; set; }
}

/// <summary>A row that belongs to another row.</summary>
public interface IChildRow : IWorksheetRow
{
    /// <summary>The row it belongs to; rows whose parent was removed are not shown and come back with it.</summary>
    Guid ParentId { get; set; }
}

/// <summary>Which sheet, or list of rows, a field belongs to.</summary>
public enum SheetKind
{
    Define,
    Effects,
    EffectLine,
    CausalLink,
    Solution,
    Assumption,
    Prioritize,
    DamageInput,
    EvidencePin,
    CauseNote,
}
