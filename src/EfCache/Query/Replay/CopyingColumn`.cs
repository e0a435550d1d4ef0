using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>A column of mutable values, of which every caller gets a copy.</summary>
internal sealed class CopyingColumn<T>(
    string name,
    string dataTypeName,
    Type fieldType,
    NullBits nulls,
    T[] values,
    KeptType<T> kept
) : ResultColumn<T>(name, dataTypeName, fieldType)
{
    private readonly NullBits _nulls = nulls;

    public override bool IsDBNull(int row) => _nulls[row];

    public override T GetValue(int row) => kept.Copy(values[row]);
}
