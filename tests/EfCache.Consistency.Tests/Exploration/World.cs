using System.Globalization;
using System.Text;
using EfCache.InProcess;
using EfCache.Specification.Tests.Storage;
using EfCache.Storage;

namespace EfCache.Consistency.Tests.Exploration;

/// <summary>A real store, a database of one bit per writer, and the readers and writers, one step at a time.</summary>
internal sealed class World
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly EntryLifetime Lifetime = new(TimeSpan.FromDays(1));
    private static readonly CachedResult[] Results = [.. Enumerable.Range(0, 4).Select(i => TestColumn.Result(i))];

    private readonly Scenario _scenario;
    private readonly SteppedClock _clock = new();
    private readonly InProcessCacheStore _store;
    private readonly ReaderState[] _readers;
    private readonly WriterState[] _writers;
    private int _database;
    private bool _leasesEnded;
    private bool _cleared;

    public World(Scenario scenario)
    {
        _scenario = scenario;
        _store = new InProcessCacheStore(1 << 20, _clock);
        _readers = [.. scenario.Readers.Select(request => new ReaderState(request, scenario.ReaderProgram))];
        _writers = [.. scenario.WriterPrograms.Select((program, i) => new WriterState(i, program))];
    }

    /// <summary>Whether the last step was a hit.</summary>
    public bool LastWasHit { get; private set; }

    /// <summary>Whether a hit lacked a commit that came before it.</summary>
    public bool IsStale { get; private set; }

    /// <summary>What may happen next; empty when all is over.</summary>
    public List<Move> Moves()
    {
        var moves = new List<Move>();
        for (var i = 0; i < _readers.Length; i++)
        {
            if (_readers[i].IsRunning && !_readers[i].IsBlocked)
            {
                moves.Add(new Move(MoveKind.Reader, i));
            }
        }

        for (var i = 0; i < _writers.Length; i++)
        {
            if (_writers[i].IsRunning)
            {
                moves.Add(new Move(MoveKind.Writer, i));
                if (_scenario.Crashes)
                {
                    moves.Add(new Move(MoveKind.Crash, i));
                }
            }
        }

        if (
            !_leasesEnded
            && Array.Exists(_writers, writer => writer.HasCrashed)
            && !Array.Exists(_writers, writer => writer.NeedsItsLease)
        )
        {
            moves.Add(new Move(MoveKind.LeasesEnd, 0));
        }

        if (_scenario.Clears && !_cleared)
        {
            moves.Add(new Move(MoveKind.Clear, 0));
        }

        return moves;
    }

    public void Perform(Move move)
    {
        LastWasHit = false;
        switch (move.Kind)
        {
            case MoveKind.Reader:
                Step(_readers[move.Actor]);
                break;
            case MoveKind.Writer:
                Step(_writers[move.Actor]);
                break;
            case MoveKind.Crash:
                _writers[move.Actor].HasCrashed = true;
                break;
            case MoveKind.LeasesEnd:
                _leasesEnded = true;
                _clock.Advance(Lease);
                break;
            case MoveKind.Clear:
                _cleared = true;
                _store.Clear();
                break;
        }
    }

    /// <summary>
    /// When all is over: no reader is served anything stale, and, a lease later, the cache works as if nothing had been.
    /// </summary>
    public bool EndsWell()
    {
        foreach (var reader in _readers)
        {
            Lookup(reader);
            _clock.Advance(Lease);
            var lookup = Lookup(reader);
            if (lookup.Result is null)
            {
                using var ticket = _store.TakeTicket(reader.Request, lookup);
                _store.Fill(ticket, Results[_database], Lifetime);
                if (!ticket.CanFill || Lookup(reader).Result is null)
                {
                    return false;
                }
            }
        }

        return !IsStale;
    }

    /// <summary>
    /// Everything that the future depends on, so that two schedules with equal fingerprints have the same one. Stamps
    /// have no names: only which of them are equal counts.
    /// </summary>
    public string Fingerprint()
    {
        var stamps = new List<Stamp>();
        var text = new StringBuilder(80);
        text.Append((char)_database).Append(_leasesEnded ? 'L' : 'l').Append(_cleared ? 'C' : 'c');
        foreach (var tag in _scenario.Tags)
        {
            AppendCell(text, _store.Cells.Peek(tag), stamps);
        }

        foreach (var reader in _readers)
        {
            text.Append('R').Append((char)reader.Position).Append((char)reader.Read).Append(reader.WasHit ? 'h' : 'm');
            AppendStamps(text, reader.Ticket is { } ticket ? ticket.Dependencies : [], stamps);
            text.Append(reader.Ticket is { CanFill: true } ? 'f' : 'n');
            text.Append((char)reader.Began).Append(reader.IsLeader ? 'L' : 'l');
            text.Append((char)(Array.IndexOf(_readers, reader.Leader) + 1));
            if (_store.Entries.TryGet(reader.Request.Key, out var entry))
            {
                text.Append((char)Value(entry.Result!));
                AppendStamps(text, entry.Dependencies, stamps);
            }
        }

        foreach (var writer in _writers)
        {
            text.Append('W').Append((char)writer.Position).Append(writer.HasCrashed ? 'x' : 'r');
        }

        return text.ToString();
    }

    private static int Value(CachedResult result) => ((ResultColumn<int>)result.Columns[0]).GetValue(0);

    private static void AppendStamps(StringBuilder text, ReadOnlySpan<Dependency> dependencies, List<Stamp> stamps)
    {
        foreach (var dependency in dependencies)
        {
            AppendStamp(text, dependency.Stamp, stamps);
        }
    }

    private static void AppendStamp(StringBuilder text, Stamp stamp, List<Stamp> stamps)
    {
        var index = stamps.IndexOf(stamp);
        if (index < 0)
        {
            index = stamps.Count;
            stamps.Add(stamp);
        }

        text.Append(CultureInfo.InvariantCulture, $"s{index}");
    }

    private void AppendCell(StringBuilder text, CellState? state, List<Stamp> stamps)
    {
        switch (state)
        {
            case null:
                text.Append('-');
                break;
            case Stamp stamp:
                AppendStamp(text, stamp, stamps);
                break;
            case WritersInFlight writers:
                foreach (var writer in writers.Writers)
                {
                    var index = Array.FindIndex(_writers, other => other.Id == writer.Id);
                    text.Append(writer.IsGone(_clock.GetTimestamp()) ? 'g' : 'w').Append((char)index);
                }

                break;
        }
    }

    private void Step(ReaderState reader)
    {
        var step = reader.Next();
        if (step == ReaderStep.Lookup)
        {
            reader.WasHit = Lookup(reader).Result is not null;
            reader.Began = reader.WasHit ? 0 : _database;
        }
        else if (!reader.WasHit)
        {
            Step(reader, step);
        }
    }

    private void Step(ReaderState reader, ReaderStep step)
    {
        switch (step)
        {
            case ReaderStep.TakeTicket:
                reader.Ticket = (InProcessTicket)_store.TakeTicket(reader.Request, default);
                break;
            case ReaderStep.Join:
                Join(reader);
                break;
            case ReaderStep.ReadDatabase:
                reader.Read = reader.Leader is null ? _database : Take(reader, reader.Leader);
                IsStale |= (reader.Read & reader.Began) != reader.Began;
                reader.Began = 0;
                break;
            case ReaderStep.Fill when reader.Leader is not null:
                reader.Ticket!.Dispose();
                reader.Ticket = null;
                break;
            case ReaderStep.Land when reader.IsLeader:
                reader.Flight!.Land(Results[reader.Read]);
                reader.IsLeader = false;
                reader.Ticket = null;
                break;
            case ReaderStep.Fill:
                if (_scenario.Breakage == Breakage.FillUnderWriter && !reader.Ticket!.CanFill)
                {
                    reader.Ticket = (InProcessTicket)_store.TakeTicket(reader.Request, default);
                }

                _store.Fill(reader.Ticket!, Results[reader.Read], Lifetime);
                reader.Ticket!.Dispose();
                reader.Ticket = reader.IsLeader ? reader.Ticket : null;
                break;
        }
    }

    private void Join(ReaderState reader)
    {
        var role = _store.Flights.Join(reader.Request.Key, reader.Ticket!, out var flight);
        reader.Flight = flight;
        reader.IsLeader = role == FlightRole.Leader;
        if (role == FlightRole.Follower)
        {
            reader.Leader = Array.Find(_readers, other => other.IsLeader && other.Flight == flight);
        }
        else if (role == FlightRole.Alone && _scenario.Breakage == Breakage.ShareWithoutStamps)
        {
            reader.Leader = Array.Find(_readers, other => other.IsLeader);
        }
    }

    private int Take(ReaderState reader, ReaderState leader) =>
        reader.Flight is { } flight ? Value(flight.Wait(Lease, _clock, CancellationToken.None).Result!) : leader.Read;

    private CacheLookup Lookup(ReaderState reader)
    {
        var lookup = _store.Lookup(reader.Request);
        if (lookup.Result is { } result)
        {
            LastWasHit = true;
            IsStale |= Value(result) != _database;
        }

        return lookup;
    }

    private void Step(WriterState writer)
    {
        var step = writer.Next();
        if (step.Tag is not { } tag)
        {
            _database |= writer.Effect;
            writer.HasCommitted = true;
        }
        else if (step.IsMark)
        {
            _store.Mark(writer.Id, [tag], Lease);
            writer.HasMarked = true;
        }
        else
        {
            _store.Bump(writer.Id, [tag]);
        }
    }
}
