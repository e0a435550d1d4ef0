namespace EfCache.Storage;

/// <summary>The random identity of one write (a transaction, or a statement in auto-commit), never used twice.</summary>
internal readonly record struct WriterId(Guid Value)
{
    public static WriterId Next() => new(Guid.NewGuid());
}
