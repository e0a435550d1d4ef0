namespace EfCache.Consistency.Tests.Checking;

/// <summary>What is read, and written, more often than the rest: the first eighth of it.</summary>
internal static class Hot
{
    private const int Part = 8;

    public static int Pick(Random random, int count) =>
        random.Next(4) > 0 ? random.Next(Math.Max(1, count / Part)) + 1 : random.Next(count) + 1;
}
