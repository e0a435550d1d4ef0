using System.Data.Common;

namespace EfCache.Query.Replay;

internal sealed class ColumnGetter<T>(Func<DbDataReader, int, T> read, KeptType<T> kept) : ColumnGetter
{
    public KeptType<T> Kept { get; } = kept;

    public override Type ValueType => typeof(T);

    public T Read(DbDataReader reader, int ordinal) => read(reader, ordinal);

    public override ColumnBuffer CreateBuffer(DbDataReader reader, int ordinal) =>
        new ColumnBuffer<T>(this, reader, ordinal);

    public override object GetObject(DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? DBNull.Value : read(reader, ordinal)!;
}
