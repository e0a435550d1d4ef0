namespace EfCache.Tests.Query.Replay;

/// <summary>Where a reader stands when a member is called.</summary>
public enum ReaderState
{
    BeforeFirstRow,
    OnFullRow,
    OnSmallRow,
    OnNullRow,
    OnNumericTextRow,
    AfterLastRow,
    AfterNextResult,
    Closed,
}
