using System.Buffers;
using System.Runtime.CompilerServices;
using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

internal abstract class ValueCodec<T>(uint code) : ValueCodec(code)
{
    public sealed override Type Type => typeof(T);

    /// <summary>Appends the values as a block. False if one of them cannot be written.</summary>
    /// <param name="values">Where they are null, anything.</param>
    /// <param name="nulls">Which of them are null.</param>
    /// <param name="output">Of no use if the method returns false.</param>
    public abstract bool TryWrite(ReadOnlySpan<T> values, NullRows nulls, PooledBuffer output);

    /// <summary>Checks a block, and goes past it.</summary>
    public abstract bool TryCheck(ref BlockReader reader, int count);

    /// <summary>Reads all values of a block, nulls as the default.</summary>
    public abstract bool TryRead(ref BlockReader reader, Span<T> values);

    public sealed override bool TryWriteColumn(ResultColumn column, int rowCount, PooledBuffer output)
    {
        var typed = (ResultColumn<T>)column;
        var nulls = new NullRows(rowCount);
        var values = ArrayPool<T>.Shared.Rent(rowCount);
        try
        {
            for (var row = 0; row < rowCount; row++)
            {
                if (typed.IsDBNull(row))
                {
                    nulls.Set(row);
                }
                else
                {
                    values[row] = typed.GetValue(row);
                }
            }

            return TryWrite(values.AsSpan(0, rowCount), nulls, output);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    public override ValueCodec? Wrap(byte outer) =>
        TypeCodes.Compose(outer, Code) is var code and not 0
            ? outer switch
            {
                TypeCodes.ArrayOf => new ArrayCodec<T>(code, this),
                TypeCodes.ListOf => new ListCodec<T>(code, this),
                _ => null,
            }
            : null;
}
