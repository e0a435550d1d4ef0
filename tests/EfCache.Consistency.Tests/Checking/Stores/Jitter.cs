namespace EfCache.Consistency.Tests.Checking.Stores;

/// <summary>
/// Lets others go first, at random: by nothing, by a moment of spinning, or by giving up the thread. Nothing depends on it for
/// being right. Each task has its own series of random numbers, by the run's seed.
/// </summary>
internal static class Jitter
{
    private const int LongestSpin = 4_000;

    private static readonly AsyncLocal<Random?> Current = new();

    /// <summary>From here on, in this flow of execution; null for none.</summary>
    public static void Use(Random? random) => Current.Value = random;

    public static void Linger()
    {
        if (Choose() is not { } spin)
        {
            return;
        }

        if (spin == 0)
        {
            Thread.Yield();
        }
        else
        {
            Thread.SpinWait(spin);
        }
    }

    public static async ValueTask LingerAsync()
    {
        if (Choose() is not { } spin)
        {
            return;
        }

        if (spin == 0)
        {
            await Task.Yield();
        }
        else
        {
            Thread.SpinWait(spin);
        }
    }

    /// <summary>Null: not at all; 0: give up the thread; else for how long to spin.</summary>
    private static int? Choose()
    {
        if (Current.Value is not { } random)
        {
            return null;
        }

        // The end of an ambient transaction may use it beside its task.
        lock (random)
        {
            return random.Next(8) switch
            {
                0 or 1 => 0,
                2 => random.Next(1, LongestSpin),
                _ => null,
            };
        }
    }
}
