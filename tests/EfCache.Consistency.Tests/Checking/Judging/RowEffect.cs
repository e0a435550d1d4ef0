namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>What an operation does to one row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Slot">The row's place in it.</param>
/// <param name="Change">What is done.</param>
/// <param name="Version">The version that it gets; of no meaning for a deletion.</param>
internal readonly record struct RowEffect(RowTable Table, int Slot, RowChange Change, long Version);
