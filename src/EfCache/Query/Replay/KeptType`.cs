using System.Data.Common;
using System.Runtime.CompilerServices;

namespace EfCache.Query.Replay;

/// <param name="copy">Makes a value that nobody else holds; null when the type is immutable.</param>
/// <param name="sharedOnceOwned">True if only what the provider handed out can change, and our copy of it cannot.</param>
/// <param name="size">The bytes of a value outside its array slot, estimated from above; null when there are none.</param>
internal sealed class KeptType<T>(Func<T, T>? copy = null, bool sharedOnceOwned = false, Func<T, long>? size = null)
    : KeptType
{
    /// <summary>Every reader must be given its own copy.</summary>
    public bool IsMutable { get; } = copy is not null && !sharedOnceOwned;

    /// <summary>May be kept and given away as it is.</summary>
    public bool IsImmutable { get; } = copy is null;

    public T Copy(T value) => copy is null ? value : copy(value);

    public long SizeOf(T value) => Unsafe.SizeOf<T>() + (size is null ? 0 : size(value));

    public override ColumnGetter CreateGetter(Delegate? read) =>
        new ColumnGetter<T>(
            read is null
                ? static (reader, ordinal) => reader.GetFieldValue<T>(ordinal)
                : (Func<DbDataReader, int, T>)read,
            this
        );
}
