namespace EfCache.Update;

/// <summary>Who bumps what a statement wrote.</summary>
internal enum StatementEnding
{
    /// <summary>The statement itself: it commits by itself.</summary>
    Bump,

    /// <summary>The save or the transaction that it is a part of.</summary>
    ByOwner,
}
