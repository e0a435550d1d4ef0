namespace EfCache.Narrowing;

/// <summary>Where a value that a column is compared with comes from.</summary>
internal readonly record struct ValueSource
{
    private ValueSource(object? constant, string? parameter, bool isList)
    {
        Constant = constant;
        Parameter = parameter;
        IsList = isList;
    }

    /// <summary>The value itself, when <see cref="Parameter"/> is null.</summary>
    public object? Constant { get; }

    /// <summary>The name of the parameter that has the value.</summary>
    public string? Parameter { get; }

    /// <summary>Whether the parameter is a collection, and each of its elements a possible value.</summary>
    public bool IsList { get; }

    public static ValueSource OfConstant(object? value) => new(value, null, false);

    public static ValueSource OfParameter(string name) => new(null, name, false);

    public static ValueSource OfList(string name) => new(null, name, true);
}
