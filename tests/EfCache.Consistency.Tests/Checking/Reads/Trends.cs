namespace EfCache.Consistency.Tests.Checking.Reads;

/// <summary>
/// What everybody reads just now: most reads are one of a few, which are replaced one after another. So entries are hit before
/// they are invalidated, and many readers meet at the same keys.
/// </summary>
internal sealed class Trends
{
    private const int Count = 8;
    private const int ReadsPerReplacement = 150;

    private readonly WeightedChoice<ReadKind> _kinds = new(ReadKind.All, read => read.Weight);
    private readonly Lock _lock = new();
    private readonly (ReadKind Kind, int Seed)[] _current = new (ReadKind, int)[Count];
    private int _reads;

    public Trends(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Count; i++)
        {
            _current[i] = NewRead(random);
        }
    }

    /// <summary>A query, and a seed for what it is asked for.</summary>
    public (ReadKind Kind, int Seed) Next(Random random)
    {
        lock (_lock)
        {
            if (++_reads % ReadsPerReplacement == 0)
            {
                _current[random.Next(Count)] = NewRead(random);
            }

            return random.Next(5) > 0 ? _current[random.Next(Count)] : NewRead(random);
        }
    }

    private (ReadKind Kind, int Seed) NewRead(Random random) => (_kinds.Next(random), random.Next());
}
