using System.Collections.Concurrent;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// What is known of one table's rows. A row's state is a lower bound: whoever starts a read now must not see an older one.
/// </summary>
/// <remarks>Rows with keys of their own have fixed places; those whose keys the database generates get one when the key is known.</remarks>
internal sealed class RowTable
{
    private const int EventsKept = 24;

    private readonly long[] _states;
    private readonly long[] _deletions;
    private readonly Queue<RowEvent>?[] _events;
    private readonly int[] _claims;
    private readonly ConcurrentDictionary<int, int>? _slots;
    private readonly int[] _keys = [];
    private readonly Lock _growth = new();
    private volatile int _count;
    private volatile int _first;

    public RowTable(string name, int count)
        : this(name, count, capacity: count) { }

    private RowTable(string name, int count, int capacity)
    {
        Name = name;
        _count = count;
        _states = new long[capacity];
        _deletions = new long[capacity];
        _events = new Queue<RowEvent>?[capacity];
        _claims = new int[capacity];
    }

    private RowTable(string name, ConcurrentDictionary<int, int> slots)
        : this(name, count: 0, capacity: 1 << 17)
    {
        _slots = slots;
        _keys = new int[_states.Length];
    }

    public string Name { get; }

    /// <summary>The number of places that are taken.</summary>
    public int Count => _count;

    /// <summary>All rows before this place are deleted for good.</summary>
    public int First => _first;

    public static RowTable WithGeneratedKeys(string name) => new(name, new ConcurrentDictionary<int, int>());

    public RowState StateOf(int slot) => new(Volatile.Read(ref _states[slot]));

    /// <summary>The number of the row's last known deletion; 0 if there was none.</summary>
    public long LastDeletionOf(int slot) => Volatile.Read(ref _deletions[slot]);

    /// <summary>The place of a generated key; -1 when the key is not known yet.</summary>
    public int FindSlot(int key) => _slots!.TryGetValue(key, out var slot) ? slot : -1;

    public int KeyOf(int slot) => _keys[slot];

    /// <summary>
    /// The place of a key that the database has just generated. After a rollback SQLite generates the same key again, and a read
    /// may have seen the second row by then.
    /// </summary>
    public int AddKey(int key)
    {
        lock (_growth)
        {
            if (_slots!.TryGetValue(key, out var known) && known >= _first)
            {
                return known;
            }

            var slot = _count;
            _keys[slot] = key;
            _slots[key] = slot;
            _count = slot + 1;
            return slot;
        }
    }

    /// <summary>Nobody else inserts the row until it is given back.</summary>
    public bool TryClaim(int slot) => Interlocked.CompareExchange(ref _claims[slot], 1, 0) == 0;

    public void GiveBack(int slot) => Volatile.Write(ref _claims[slot], 0);

    /// <summary>The row is at this state or a later one.</summary>
    public void Raise(int slot, RowState state)
    {
        if (!state.IsLive)
        {
            RaiseTo(ref _deletions[slot], state.Number);
        }

        RaiseTo(ref _states[slot], state.Code);
    }

    public void Note(int slot, RowEvent rowEvent)
    {
        var events =
            Volatile.Read(ref _events[slot])
            ?? Interlocked.CompareExchange(ref _events[slot], new Queue<RowEvent>(), null)
            ?? _events[slot]!;
        lock (events)
        {
            if (events.Count == EventsKept)
            {
                events.Dequeue();
            }

            events.Enqueue(rowEvent);
        }
    }

    public RowEvent[] EventsOf(int slot)
    {
        if (Volatile.Read(ref _events[slot]) is not { } events)
        {
            return [];
        }

        lock (events)
        {
            return [.. events];
        }
    }

    /// <summary>Leaves behind what is deleted, or was never committed. Nobody may be writing.</summary>
    public void LeaveDeletedBehind()
    {
        var first = _first;
        while (first < _count && !StateOf(first).IsLive)
        {
            first++;
        }

        _first = first;
    }

    private static void RaiseTo(ref long place, long value)
    {
        var seen = Volatile.Read(ref place);
        while (seen < value)
        {
            var before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
