namespace EfCache.Storage;

/// <summary>A column of a cached result. Rows are counted from 0; a row index is trusted to be in range.</summary>
internal abstract class ResultColumn(string name, string dataTypeName, Type fieldType)
{
    public string Name { get; } = name;

    /// <summary>What the live reader said of the column's database type.</summary>
    public string DataTypeName { get; } = dataTypeName;

    /// <summary>What the live reader said of the type of <see cref="System.Data.Common.DbDataReader.GetValue"/>.</summary>
    public Type FieldType { get; } = fieldType;

    /// <summary>The type of the values as they were recorded, the T of <see cref="ResultColumn{T}"/>.</summary>
    public abstract Type ValueType { get; }

    public abstract bool IsDBNull(int row);

    /// <summary>The value, boxed, for a caller who cannot name its type. Not to be asked of a null.</summary>
    public abstract object GetObject(int row);
}
