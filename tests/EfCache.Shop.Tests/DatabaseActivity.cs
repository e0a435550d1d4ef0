namespace EfCache.Shop.Tests;

/// <summary>What reached the database: counted by the ADO.NET objects themselves, below everything of EF Core's.</summary>
internal sealed class DatabaseActivity
{
    private int _commands;
    private int _openings;

    public int Commands => Volatile.Read(ref _commands);

    public int Openings => Volatile.Read(ref _openings);

    public void NoteCommand() => Interlocked.Increment(ref _commands);

    public void NoteOpening() => Interlocked.Increment(ref _openings);

    public void Reset()
    {
        Volatile.Write(ref _commands, 0);
        Volatile.Write(ref _openings, 0);
    }
}
