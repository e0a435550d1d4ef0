namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// One operation: what it is about to do to which rows, said before it is done, and how it ended. Until it has ended, a read
/// may see each of its rows as before or as after.
/// </summary>
internal sealed partial class WriteOperation(History history, string kind, bool isUnseen)
{
    private readonly Lock _lock = new();
    private readonly List<RowEffect> _effects = [];
    private readonly List<long> _versions = [];
    private readonly List<Action> _endings = [];
    private readonly Dictionary<Claim, bool> _claims = [];
    private readonly List<Absence> _absences = [];
    private readonly List<(long Version, Action Report)> _seen = [];
    private int _insertsWithoutKey;
    private bool _hasEnded;

    /// <summary>What it is made of, for reports.</summary>
    public string Kind { get; private set; } = kind;

    /// <summary>
    /// The library can't see what it writes, and is told afterwards. Then a read that saw the new version obliges no other to
    /// see it too, until the operation has ended.
    /// </summary>
    public bool IsUnseen => isUnseen;

    /// <summary>What was planned so far; a point to come back to.</summary>
    public int Position => _effects.Count;

    /// <summary>The name that whatever writes a journal writes there.</summary>
    public long Id { get; } = history.NextMoment();

    public void Describe(string part) => Kind += " / " + part;

    /// <summary>
    /// A version that nobody else has, greater than all before. To be taken after the row was read, or be written only where
    /// the row's own is less: then the versions of a row are committed in their order.
    /// </summary>
    public long NewVersion()
    {
        var version = history.NewVersion(this);
        _versions.Add(version);
        return version;
    }

    /// <summary>The version will not be written, or was not.</summary>
    public void Discard(long version)
    {
        _versions.Remove(version);
        history.End(version, WriteOutcomeKind.RolledBack);
        ReportSeen(seen => seen == version);
    }

    /// <summary>Says what comes, before it comes.</summary>
    public void Plan(RowTable table, int slot, RowChange change, long version = 0)
    {
        lock (_lock)
        {
            _effects.Add(new RowEffect(table, slot, change, version));
        }
    }

    /// <summary>The same for the rows that are there: what is deleted already is not touched.</summary>
    public void PlanLive(RowTable table, IEnumerable<int> slots, RowChange change, long version = 0)
    {
        foreach (var slot in slots)
        {
            if (IsThere(table, slot))
            {
                Plan(table, slot, change, version);
            }
        }
    }

    public void PlanInsertWithoutKey() => Interlocked.Increment(ref _insertsWithoutKey);

    public void ForgetInsertWithoutKey() => Interlocked.Decrement(ref _insertsWithoutKey);

    public int InsertsWithoutKey(RowTable table) => table == history.Payments ? _insertsWithoutKey : 0;

    /// <summary>What was planned since did not come, or was undone: its versions must never be seen.</summary>
    public void UndoTo(int position)
    {
        RowEffect[] undone;
        lock (_lock)
        {
            undone = [.. _effects[position..]];
            _effects.RemoveRange(position, _effects.Count - position);
        }

        foreach (
            var version in undone.Where(effect => effect.Change != RowChange.Delete).Select(e => e.Version).Distinct()
        )
        {
            if (_versions.Contains(version))
            {
                Discard(version);
            }
        }
    }

    /// <summary>Of the rows that were planned to be updated to a version, leaves those that turned out to have got it.</summary>
    public void Keep(RowTable table, long version, IReadOnlyCollection<int> slots)
    {
        lock (_lock)
        {
            _effects.RemoveAll(effect => effect.Version == version && !slots.Contains(effect.Slot));
            foreach (var slot in slots)
            {
                var effect = new RowEffect(table, slot, RowChange.Update, version);
                if (!_effects.Contains(effect))
                {
                    _effects.Add(effect); // A row that the operation has inserted itself.
                }
            }
        }
    }

    /// <summary>The last that it did to the table; null if it did nothing to it.</summary>
    public RowEffect? LastEffectOn(RowTable table)
    {
        lock (_lock)
        {
            var last = _effects.FindLastIndex(effect => effect.Table == table);
            return last < 0 ? null : _effects[last];
        }
    }

    public bool TryShare(Claim claim) =>
        _claims.ContainsKey(claim) || (claim.TryShare() && Remember(claim, isExclusive: false));

    public bool TryTake(Claim claim) =>
        _claims.TryGetValue(claim, out var isExclusive)
            ? isExclusive
            : claim.TryTake() && Remember(claim, isExclusive: true);

    /// <summary>Makes sure that nobody else inserts the row, and that it is not there.</summary>
    public bool TryClaimAbsent(RowTable table, int slot)
    {
        if (!table.TryClaim(slot))
        {
            return false;
        }

        _endings.Add(() => table.GiveBack(slot));
        return !table.StateOf(slot).IsLive;
    }

    /// <summary>It is acknowledged: from here on every read must see it.</summary>
    public void Commit() => End(WriteOutcomeKind.Committed);

    public void RollBack() => End(WriteOutcomeKind.RolledBack);

    private void End(WriteOutcomeKind outcome)
    {
        var last = LastEffects();
        foreach (var version in _versions)
        {
            history.End(version, outcome);
        }

        foreach (var effect in last)
        {
            Acknowledge(effect, outcome);
        }

        Absence[] absences;
        lock (_lock)
        {
            _hasEnded = true;
            absences = [.. _absences];
        }

        history.Close(this);
        if (outcome == WriteOutcomeKind.RolledBack)
        {
            ReportSeen(_ => true);
        }

        foreach (var absence in absences)
        {
            absence.Settle(outcome == WriteOutcomeKind.Committed ? last : []);
        }

        foreach (var (claim, isExclusive) in _claims)
        {
            claim.GiveBack(isExclusive);
        }

        foreach (var ending in _endings)
        {
            ending();
        }
    }

    private void Acknowledge(RowEffect effect, WriteOutcomeKind outcome)
    {
        // A deletion gets its number now, and not before it: so it is greater than that of every update that came before it. The
        // next insert of the row begins after this, and gets a greater one.
        var state =
            effect.Change == RowChange.Delete ? RowState.Deleted(history.NextNumber()) : RowState.Live(effect.Version);
        if (outcome == WriteOutcomeKind.Committed)
        {
            effect.Table.Raise(effect.Slot, state);
        }

        effect.Table.Note(effect.Slot, new RowEvent(history.NextMoment(), Kind, state, outcome));
    }

    /// <summary>What others see of it: the last that it did to each row.</summary>
    private List<RowEffect> LastEffects()
    {
        lock (_lock)
        {
            Dictionary<(RowTable, int), RowEffect> last = [];
            foreach (var effect in _effects)
            {
                last[(effect.Table, effect.Slot)] = effect;
            }

            return [.. last.Values];
        }
    }

    /// <summary>As the operation itself sees it.</summary>
    private bool IsThere(RowTable table, int slot)
    {
        lock (_lock)
        {
            var own = _effects.FindLastIndex(effect => effect.Table == table && effect.Slot == slot);
            return own >= 0 ? _effects[own].Change != RowChange.Delete : table.StateOf(slot).IsLive;
        }
    }

    private bool MayRemoveUnlocked(RowTable table, int slot, bool isFixed)
    {
        foreach (var effect in _effects)
        {
            if (effect.Table == table && effect.Slot == slot && (effect.Change == RowChange.Delete || !isFixed))
            {
                return true;
            }
        }

        return false;
    }

    private bool Remember(Claim claim, bool isExclusive)
    {
        _claims[claim] = isExclusive;
        return true;
    }
}
