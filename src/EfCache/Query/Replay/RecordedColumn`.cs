using EfCache.Storage;

namespace EfCache.Query.Replay;

/// <summary>A column of immutable values, which are shared.</summary>
internal sealed class RecordedColumn<T>(string name, string dataTypeName, Type fieldType, NullBits nulls, T[] values)
    : ResultColumn<T>(name, dataTypeName, fieldType)
{
    private readonly NullBits _nulls = nulls;

    public override bool IsDBNull(int row) => _nulls[row];

    public override T GetValue(int row) => values[row];
}
