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

    internal void Remove(byte[] key, Flight flight) => _flights.TryRemove(KeyValuePair.Create(key, flight));
}
