using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query.Plans;

/// <summary>
/// Npgsql's <c>column = ANY (@list)</c>, which it makes of <c>Contains</c>. The expression's type is Npgsql's internal one,
/// so it is recognized by its shape; if that changes, such queries depend on the whole table, which is safe.
/// </summary>
internal static class PostgresAny
{
    private const string TypeName = "Npgsql.EntityFrameworkCore.PostgreSQL.Query.Expressions.Internal.PgAnyExpression";

    private static readonly ConcurrentDictionary<Type, Shape?> Shapes = new();

    public static bool TryMatch(
        SqlExpression expression,
        [NotNullWhen(true)] out ColumnExpression? column,
        [NotNullWhen(true)] out SqlParameterExpression? list
    )
    {
        column = null;
        list = null;
        if (Shapes.GetOrAdd(expression.GetType(), ShapeOf) is not { } shape)
        {
            return false;
        }

        column = shape.Item.GetValue(expression) as ColumnExpression;
        list = shape.Array.GetValue(expression) as SqlParameterExpression;
        return column is not null && list is not null && shape.Operator.GetValue(expression)?.ToString() == "Equal";
    }

    private static Shape? ShapeOf(Type type) =>
        type.FullName == TypeName
        && type.GetProperty("Item") is { } item
        && type.GetProperty("Array") is { } array
        && type.GetProperty("OperatorType") is { } @operator
            ? new Shape(item, array, @operator)
            : null;

    private sealed record Shape(PropertyInfo Item, PropertyInfo Array, PropertyInfo Operator);
}
