namespace EfCache.Update;

/// <summary>Who bumps what a statement wrote.</summary>
internal enum StatementEnding
{
    /// <summary>The statement itself: it commits by itself.</summary>
    Bump,

    /// <summary>
    /// The ambient transaction that it is a part of. That may end, by its time-out, while the statement is on its way: if so,
    /// it commits by itself, and bumps again.
    /// </summary>
    ByAmbientTransaction,

    /// <summary>The save or the transaction that it is a part of.</summary>
    ByOwner,
}
