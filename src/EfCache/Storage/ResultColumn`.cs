namespace EfCache.Storage;

/// <summary>A column whose values are of the type that EF Core's materializer asks for, so that none is ever boxed.</summary>
internal abstract class ResultColumn<T>(string name, string dataTypeName, Type fieldType)
    : ResultColumn(name, dataTypeName, fieldType)
{
    public sealed override Type ValueType => typeof(T);

    /// <summary>
    /// The value, not to be asked of a null. A mutable value is the caller's own copy: one user's edit never reaches
    /// another's.
    /// </summary>
    public abstract T GetValue(int row);

    public sealed override object GetObject(int row) => GetValue(row)!;
}
