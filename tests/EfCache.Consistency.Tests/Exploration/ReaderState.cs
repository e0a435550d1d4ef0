using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Exploration;

/// <summary>How far a reader is, and what it holds.</summary>
internal sealed class ReaderState(TestRequest request, ReaderStep[] program)
{
    public TestRequest Request { get; } = request;

    public int Position { get; set; }

    public bool WasHit { get; set; }

    public InProcessTicket? Ticket { get; set; }

    public int Read { get; set; }

    /// <summary>The database when it began: what it is answered must not lack any of it.</summary>
    public int Began { get; set; }

    public Flight? Flight { get; set; }

    public bool IsLeader { get; set; }

    /// <summary>Whom it waits for, or took its answer from.</summary>
    public ReaderState? Leader { get; set; }

    public bool IsRunning => Position < program.Length;

    /// <summary>A follower cannot go on before its leader has landed.</summary>
    public bool IsBlocked => Leader is { IsLeader: true } && program[Position] == ReaderStep.ReadDatabase;

    public ReaderStep Next() => program[Position++];
}
