using System.Data.Common;

namespace EfCache.Query.Replay;

internal sealed class UnknownColumnGetter : ColumnGetter
{
    public override Type? ValueType => null;

    public override ColumnBuffer CreateBuffer(DbDataReader reader, int ordinal) =>
        new UnknownColumnBuffer(reader, ordinal);

    public override object GetObject(DbDataReader reader, int ordinal) => reader.GetValue(ordinal);
}
