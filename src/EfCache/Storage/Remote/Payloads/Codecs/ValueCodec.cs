using System.Diagnostics.CodeAnalysis;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>How values of a type are written to a payload, and read from it.</summary>
internal abstract class ValueCodec(uint code)
{
    /// <summary>Of <see cref="TypeCodes"/>.</summary>
    public uint Code { get; } = code;

    public abstract Type Type { get; }

    /// <summary>Whether a column of a result can be of the type, and not only an element of an array.</summary>
    public virtual bool IsOfColumns => true;

    /// <summary>Appends the column as a block. False if one of its values cannot be written.</summary>
    public abstract bool TryWriteColumn(ResultColumn column, int rowCount, PooledBuffer output);

    /// <summary>Checks a block, all of it, and makes a column that reads from it in place. Nothing is trusted.</summary>
    public abstract bool TryReadColumn(
        ref BlockReader reader,
        int rowCount,
        ColumnDescription description,
        [NotNullWhen(true)] out ResultColumn? column
    );

    /// <summary>The codec of arrays of the type, of lists, and so on; null if there is none.</summary>
    public abstract ValueCodec? Wrap(byte outer);

    /// <summary>The codec of an enum whose underlying type is this one; null if there is none.</summary>
    public virtual ValueCodec? OfEnum(Type type) => null;
}
