using EfCache.Storage;

namespace EfCache.Consistency.Tests.Exploration;

/// <summary>How far a writer is.</summary>
internal sealed class WriterState(int index, WriterStep[] program)
{
    public WriterId Id { get; } = new(new Guid(index + 1, 0, 0, new byte[8]));

    /// <summary>Its commit's bit in the database.</summary>
    public int Effect { get; } = 1 << index;

    public int Position { get; set; }

    public bool HasMarked { get; set; }

    public bool HasCommitted { get; set; }

    public bool HasCrashed { get; set; }

    public bool IsRunning => !HasCrashed && Position < program.Length;

    /// <summary>A lease must not end here: COMMIT is sent only while enough of it is left (rule 4).</summary>
    public bool NeedsItsLease => IsRunning && HasMarked && !HasCommitted;

    public WriterStep Next() => program[Position++];
}
