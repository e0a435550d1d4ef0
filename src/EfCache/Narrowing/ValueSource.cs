using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Narrowing;

/// <summary>Where a value that a column is compared with comes from.</summary>
internal readonly record struct ValueSource
{
    private ValueSource(object? constant, string? parameter, bool isList, RelationalTypeMapping? mapping)
    {
        Constant = constant;
        Parameter = parameter;
        IsList = isList;
        Mapping = mapping;
    }

    /// <summary>The value itself, when <see cref="Parameter"/> is null.</summary>
    public object? Constant { get; }

    /// <summary>The name of the parameter that has the value.</summary>
    public string? Parameter { get; }

    /// <summary>Whether the parameter is a collection, and each of its elements a possible value.</summary>
    public bool IsList { get; }

    /// <summary>
    /// How the value is converted when it is sent; null when that is the column's. Another column that it is compared with
    /// first, and that carries it over, may convert in another way.
    /// </summary>
    internal RelationalTypeMapping? Mapping { get; }

    public static ValueSource OfConstant(object? value, RelationalTypeMapping? mapping = null) =>
        new(value, null, false, mapping);

    public static ValueSource OfParameter(string name, RelationalTypeMapping? mapping = null) =>
        new(null, name, false, mapping);

    /// <param name="name">The name of the parameter that has the collection.</param>
    /// <param name="mapping">How its elements are converted.</param>
    public static ValueSource OfList(string name, RelationalTypeMapping? mapping = null) =>
        new(null, name, true, mapping);
}
