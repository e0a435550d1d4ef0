namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>
/// Keeps apart what can't be ordered afterwards: who inserts rows and who writes rows by a predicate that would catch the
/// new ones or not. Nobody waits: who does not get it does something else.
/// </summary>
internal sealed class Claim
{
    private const int Exclusive = -1;

    private int _holders;

    public bool TryShare()
    {
        var seen = Volatile.Read(ref _holders);
        while (seen != Exclusive)
        {
            var before = Interlocked.CompareExchange(ref _holders, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    public bool TryTake() => Interlocked.CompareExchange(ref _holders, Exclusive, 0) == 0;

    public void GiveBack(bool isExclusive)
    {
        if (isExclusive)
        {
            Volatile.Write(ref _holders, 0);
        }
        else
        {
            Interlocked.Decrement(ref _holders);
        }
    }
}
