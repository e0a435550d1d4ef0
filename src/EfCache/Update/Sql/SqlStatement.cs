using System.Collections.Immutable;

namespace EfCache.Update.Sql;

/// <summary>The statement that a text is a part of, as far as that gives words that write another meaning.</summary>
internal sealed class SqlStatement
{
    /// <summary>An insert, which may go on with DO UPDATE SET.</summary>
    public bool IsInsert { get; init; }

    /// <summary>A merge, which goes on with THEN UPDATE SET, THEN DELETE, THEN INSERT.</summary>
    public bool IsMerge { get; init; }

    /// <summary>SQL Server's OUTPUT has come, which may go on with INTO.</summary>
    public bool HasOutput { get; set; }

    /// <summary>An insert goes on with an update of its target.</summary>
    public bool Updates { get; private set; }

    /// <summary>See <see cref="SqlTarget.AssignedColumns"/>.</summary>
    public ImmutableArray<string>? AssignedColumns { get; private set; }

    public void NoteUpdate(Func<ImmutableArray<string>?> assignedColumns)
    {
        // SQLite may have several: then each would have to be looked at.
        AssignedColumns = Updates ? null : assignedColumns();
        Updates = true;
    }
}
