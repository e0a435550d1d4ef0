namespace EfCache.Storage.Remote.Payloads.Blocks;

/// <summary>A column that is read from the payload's bytes.</summary>
internal sealed class InPlaceColumn<T, TBlock>(string name, string dataTypeName, Type fieldType, TBlock block)
    : ResultColumn<T>(name, dataTypeName, fieldType)
    where TBlock : struct, IBlock<T>
{
    // Not readonly: each call would copy it.
    private TBlock _block = block;

    public override bool IsDBNull(int row) => _block.IsNull(row);

    public override T GetValue(int row) => _block.At(row);
}
