using System.Linq.Expressions;
using EfCache.Narrowing;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query.Plans;

/// <summary>One of the conditions that all have to hold.</summary>
/// <param name="Expression">The condition.</param>
/// <param name="OnlyAlias">The only table whose rows it limits; null when it limits those of each table in it.</param>
internal readonly record struct Conjunct(SqlExpression Expression, string? OnlyAlias)
{
    /// <summary>Takes a predicate apart at its ANDs.</summary>
    public static void Split(SqlExpression? predicate, string? onlyAlias, List<Conjunct> conjuncts)
    {
        switch (predicate)
        {
            case null:
                break;
            case SqlBinaryExpression { OperatorType: ExpressionType.AndAlso } and:
                Split(and.Left, onlyAlias, conjuncts);
                Split(and.Right, onlyAlias, conjuncts);
                break;
            default:
                conjuncts.Add(new Conjunct(predicate, onlyAlias));
                break;
        }
    }

    /// <summary>What the condition says of columns: that each equals one of some values.</summary>
    public static IEnumerable<(ColumnExpression Column, IReadOnlyList<ValueSource> Values)> Equalities(
        SqlExpression condition,
        Func<ColumnExpression, IReadOnlyList<ValueSource>?> valuesOf
    )
    {
        switch (condition)
        {
            case SqlBinaryExpression { OperatorType: ExpressionType.Equal } equal:
                // C#'s equality, which this still is, holds for two nulls as well: for two rows that an outer join did not find.
                if (
                    equal is
                    { Left: ColumnExpression { IsNullable: true }, Right: ColumnExpression { IsNullable: true } }
                )
                {
                    break;
                }

                if (equal.Left is ColumnExpression left && SidesValues(equal.Right, valuesOf) is { } rightValues)
                {
                    yield return (left, rightValues);
                }

                if (equal.Right is ColumnExpression right && SidesValues(equal.Left, valuesOf) is { } leftValues)
                {
                    yield return (right, leftValues);
                }

                break;
            case InExpression { Item: ColumnExpression item, Values: { } values }:
                if (ConstantsAndParameters(values) is { } sources)
                {
                    yield return (item, sources);
                }

                break;
            case InExpression { Item: ColumnExpression item, ValuesParameter: { } parameter }:
                yield return (item, [ValueSource.OfList(parameter.InvariantName, item.TypeMapping)]);
                break;
            default:
                if (PostgresAny.TryMatch(condition, out var column, out var list))
                {
                    yield return (column, [ValueSource.OfList(list.InvariantName, column.TypeMapping)]);
                }

                break;
        }
    }

    private static IReadOnlyList<ValueSource>? SidesValues(
        SqlExpression side,
        Func<ColumnExpression, IReadOnlyList<ValueSource>?> valuesOf
    ) =>
        side switch
        {
            SqlConstantExpression constant => [ValueSource.OfConstant(constant.Value, constant.TypeMapping)],
            SqlParameterExpression parameter =>
            [
                ValueSource.OfParameter(parameter.InvariantName, parameter.TypeMapping),
            ],
            ColumnExpression column => valuesOf(column),
            _ => null,
        };

    private static ValueSource[]? ConstantsAndParameters(IReadOnlyList<SqlExpression> values)
    {
        var sources = new ValueSource[values.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            if (SidesValues(values[i], static _ => null) is not [var source])
            {
                return null;
            }

            sources[i] = source;
        }

        return sources;
    }
}
