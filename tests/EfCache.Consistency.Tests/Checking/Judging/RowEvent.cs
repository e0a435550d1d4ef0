using System.Globalization;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <summary>A line of a row's recent history, for reports.</summary>
internal sealed record RowEvent(long Moment, string Operation, RowState State, WriteOutcomeKind Outcome)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"moment {Moment}: {State}, {Outcome} by {Operation}");
}
