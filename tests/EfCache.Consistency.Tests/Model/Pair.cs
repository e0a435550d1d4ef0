using System.Runtime.CompilerServices;

namespace EfCache.Consistency.Tests.Model;

/// <summary>A number for each tag of a query, in the query's order.</summary>
[InlineArray(Length)]
internal struct Pair
{
    public const int Length = 2;

    private byte _first;
}
