using System.Collections;
using System.Linq.Expressions;
using System.Text;
using EfCache.Query.Keys;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query.Plans;

/// <summary>A value of the query that is not in its text: how it is found at each execution, and how it goes into the key.</summary>
internal sealed record PlanParameter
{
    private PlanParameter(string? name, object? constant, RelationalTypeMapping? mapping)
    {
        Name = name;
        Constant = constant;
        Mapping = mapping;
    }

    /// <summary>The name among EF's parameter values; null for a constant.</summary>
    public string? Name { get; }

    /// <summary>Arguments of raw SQL that are a part of the query; a <c>DbParameter</c> among them can change its value.</summary>
    public object? Constant { get; }

    public RelationalTypeMapping? Mapping { get; }

    public static PlanParameter Of(SqlParameterExpression parameter) =>
        new(parameter.InvariantName, null, parameter.TypeMapping);

    public static PlanParameter? OfRawArguments(Expression arguments) =>
        arguments switch
        {
            ConstantExpression { Value: object[] { Length: 0 } } => null,
            ConstantExpression constant => new(null, constant.Value, null),
            QueryParameterExpression parameter => new(parameter.Name, null, null),
            _ => new(null, arguments, null), // an expression can't be written: such a query bypasses the cache
        };

    /// <summary>False when there is no value, or it can't be written exactly.</summary>
    public bool TryWrite(KeyBuffer key, IReadOnlyDictionary<string, object?>? values)
    {
        var value = Constant;
        if (Name is not null && (values is null || !values.TryGetValue(Name, out value)))
        {
            return false;
        }

        return Mapping?.ElementTypeMapping is { } element && value is IEnumerable and not string
            ? ExactValue.TryWriteList(key, value, element, TryWriteConverted)
            : TryWriteConverted(key, value, Mapping);
    }

    /// <summary>
    /// The value as it is sent: what a converter makes of it is not always the same for the same type and column, since
    /// converters can have a state of their own (a key, the names of an enum's values).
    /// </summary>
    private static bool TryWriteConverted(KeyBuffer key, object? value, CoreTypeMapping? mapping)
    {
        if (mapping?.Converter is not { } converter)
        {
            return ExactValue.TryWrite(key, value);
        }

        // EF takes an enum's number for the enum.
        if (value is not null && converter.ModelClrType.IsEnum && !value.GetType().IsEnum)
        {
            value = Enum.ToObject(converter.ModelClrType, value);
        }

        return (value is null || converter.ModelClrType.IsInstanceOfType(value))
            && ExactValue.TryWrite(key, converter.ConvertToProvider(value));
    }

    /// <summary>What the parameter is in the database: the SQL's text does not tell.</summary>
    public void Describe(StringBuilder fingerprint)
    {
        fingerprint.Append(Name).Append('\u001f').Append(Mapping?.StoreType).Append('\u001f');
        fingerprint.Append(Mapping?.ClrType.FullName).Append('\u001f');
        fingerprint.Append(Mapping?.ElementTypeMapping is RelationalTypeMapping element ? element.StoreType : null);
        fingerprint.Append(Mapping?.Converter?.ProviderClrType.FullName).Append('\u001e');
    }
}
