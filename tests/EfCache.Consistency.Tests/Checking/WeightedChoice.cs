namespace EfCache.Consistency.Tests.Checking;

/// <summary>Chooses at random among things that are chosen more or less often.</summary>
internal sealed class WeightedChoice<T>(IReadOnlyCollection<T> items, Func<T, int> weight)
{
    private readonly T[] _tickets = [.. items.SelectMany(item => Enumerable.Repeat(item, weight(item)))];

    public T Next(Random random) => _tickets[random.Next(_tickets.Length)];
}
