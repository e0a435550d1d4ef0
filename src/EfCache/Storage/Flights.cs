using System.Collections.Concurrent;

namespace EfCache.Storage;

/// <summary>The reads of the database that are under way, by key, for concurrent misses to share (rule 11).</summary>
/// <remarks>
/// A reader that comes after an acknowledged write holds newer stamps than the flight's leader, and so never gets a
/// result that was read before the write.
/// </remarks>
internal sealed class Flights
{
    private readonly ConcurrentDictionary<byte[], Flight> _flights = new(KeyComparer.Instance);
    private readonly ConcurrentDictionary<byte[], Flight>.AlternateLookup<ReadOnlySpan<byte>> _byKey;

    // By a part of the key's hash: that another key's landing is counted too costs a lookup too many.
    private readonly int[] _landings = new int[256];

    public Flights()
    {
        _byKey = _flights.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public bool IsEmpty => _flights.IsEmpty;

    /// <summary>Says what a reader that missed has to do.</summary>
    /// <param name="key">The whole key: readers of different queries never meet.</param>
    /// <param name="ticket">The reader's own, taken already: what makes it safe to share.</param>
    /// <param name="flight">The flight to lead or to wait for; null when alone.</param>
    public FlightRole Join(ReadOnlySpan<byte> key, Ticket ticket, out Flight? flight)
    {
        flight = null;
        if (!ticket.CanFill)
        {
            return FlightRole.Alone;
        }

        while (true)
        {
            if (_byKey.TryGetValue(key, out var present))
            {
                if (!present.CanCarry(ticket))
                {
                    return FlightRole.Alone;
                }

                if (present.TryBoard())
                {
                    flight = present;
                    return FlightRole.Follower;
                }

                continue;
            }

            var copy = key.ToArray();
            var mine = new Flight(this, copy, ticket);
            if (_flights.TryAdd(copy, mine))
            {
                flight = mine;
                return FlightRole.Leader;
            }
        }
    }

    /// <summary>
    /// A number that is another after a flight of the key has landed. Who looked the key up before, and leads a flight after that, looks
    /// it up again: what landed is stored.
    /// </summary>
    public int Landings(ReadOnlySpan<byte> key) => Volatile.Read(ref LandingsOf(key));

    internal void NoteLanding(byte[] key) => Interlocked.Increment(ref LandingsOf(key));

    private ref int LandingsOf(ReadOnlySpan<byte> key) => ref _landings[(byte)KeyComparer.Instance.Hash(key)];

    internal void Remove(byte[] key, Flight flight) => _flights.TryRemove(KeyValuePair.Create(key, flight));
}
