using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;

namespace EfCache.Tests.Consistency;

/// <summary>How far a reader is, and what it holds.</summary>
internal sealed class ReaderState(TestRequest request, ReaderStep[] program)
{
    public TestRequest Request { get; } = request;

    public int Position { get; set; }

    public bool WasHit { get; set; }

    public InProcessTicket? Ticket { get; set; }

    public int Read { get; set; }

    public bool IsRunning => Position < program.Length;

    public ReaderStep Next() => program[Position++];
}
