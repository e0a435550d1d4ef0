namespace EfCache.Benchmarks.Writes;

/// <summary>A write of one row.</summary>
internal enum WriteKind
{
    /// <summary>SaveChanges of a row that the context tracks, one context for all operations: the save's cost alone.</summary>
    Update,

    /// <summary>The same in a context of its own for each operation, which the row is attached to.</summary>
    UpdateInNewContext,

    /// <summary>SaveChanges of a new row, whose key the database makes, in a context of its own.</summary>
    Insert,

    /// <summary><c>ExecuteUpdate</c> of a row by its key, one context for all operations.</summary>
    ExecuteUpdate,
}
