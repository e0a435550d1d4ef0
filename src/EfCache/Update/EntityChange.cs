namespace EfCache.Update;

/// <summary>What a write does to rows, as far as it matters to what the database writes along.</summary>
internal enum EntityChange
{
    Insert,
    Update,
    Delete,
}
