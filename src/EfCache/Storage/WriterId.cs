using System.Runtime.InteropServices;

namespace EfCache.Storage;

/// <summary>The random identity of one write (a transaction, or a statement in auto-commit), never used twice.</summary>
internal readonly record struct WriterId(Guid Value)
{
    /// <summary>
    /// Random, but no secret: <see cref="Guid.NewGuid"/> asks the operating system each time, which costs more than all else
    /// that a write does in process.
    /// </summary>
    public static WriterId Next()
    {
        var value = Guid.Empty;
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(new Span<Guid>(ref value)));
        return new(value);
    }
}
