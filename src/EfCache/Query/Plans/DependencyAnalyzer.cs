using System.Linq.Expressions;
using EfCache.Narrowing;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EfCache.Query.Plans;

/// <summary>
/// Walks a translated query, once per query: which tables it reads and of which rows, what it reads that can't be seen, what
/// it calls, and which parameters it has.
/// </summary>
/// <remarks>
/// <para>Everything is visited. A part of the tree that this class does not know is visited through its children, and a
/// source of rows that it does not know is opaque: what is not understood can only make a query depend on more.</para>
/// <para>Narrowing: a table's rows are limited by a conjunct <c>column = value</c> of the same SELECT's predicate, or of an
/// inner join's, since only rows for which it holds contribute to anything that the SELECT computes. A left join's predicate
/// limits the joined side only. A predicate outside of a subquery never limits the tables inside it. Equalities between
/// columns carry values over.</para>
/// </remarks>
internal sealed class DependencyAnalyzer : ExpressionVisitor
{
    private readonly List<Dictionary<string, TableScope>> _scopes = [];
    private Dictionary<string, TableScope>? _outermost;

    public List<TableAccess> Accesses { get; } = [];

    /// <summary>The tables, views and mapped queries that entities are read from: their entity types say policies.</summary>
    public HashSet<ITableBase> Sources { get; } = [];

    /// <summary>What is read and can't be seen into, by a name for messages.</summary>
    public List<OpaqueSource> OpaqueSources { get; } = [];

    public bool IsNonDeterministic { get; private set; }

    public List<PlanParameter> Parameters { get; } = [];

    /// <summary>What the columns of one of a SELECT's tables are known to equal in all rows that it finds.</summary>
    public static Func<string, IReadOnlyList<ValueSource>?> ValuesOf(SelectExpression select, string alias)
    {
        var analyzer = new DependencyAnalyzer();
        try
        {
            analyzer.VisitSelect(select);
        }
        catch (Exception)
        {
            // A provider's expression of a kind that visitors are not ready for: nothing is known then, and EF Core goes on.
            return static _ => null;
        }

        return analyzer._outermost!.TryGetValue(alias, out var table) && table.IsTable
            ? table.ValuesOf
            : static _ => null;
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case SelectExpression select:
                VisitSelect(select);
                return node;
            case ShapedQueryExpression:
                return node;
            case TableExpressionBase table:
                VisitStrayTable(table);
                return node;
            case SqlParameterExpression parameter:
                AddParameter(PlanParameter.Of(parameter));
                return node;
            case SqlFragmentExpression fragment:
                IsNonDeterministic |= !SqlFunctions.IsHarmlessFragment(fragment.Sql);
                return node;
            case SqlFunctionExpression function:
                VisitFunction(function);
                return base.VisitExtension(node);
            default:
                return base.VisitExtension(node);
        }
    }

    /// <summary>A source of rows inside of something that is not known: it is read whole.</summary>
    private void VisitStrayTable(TableExpressionBase table)
    {
        Dictionary<string, TableScope> scope = new(StringComparer.Ordinal);
        List<SelectExpression> subqueries = [];
        VisitTable(table, scope, [], subqueries);
        foreach (var subquery in subqueries)
        {
            VisitSelect(subquery);
        }

        Accesses.AddRange(scope.Values.Where(known => known.IsTable).Select(known => known.ToAccess()));
    }

    /// <summary>Returns what the SELECT's projected columns are known to equal, by alias.</summary>
    /// <param name="select">The SELECT.</param>
    /// <param name="asked">What is asked of it from outside, if it is a subquery.</param>
    private Dictionary<string, IReadOnlyList<ValueSource>> VisitSelect(
        SelectExpression select,
        TableScope? asked = null
    )
    {
        Dictionary<string, TableScope> scope = new(StringComparer.Ordinal);
        _scopes.Add(scope);

        List<Conjunct> conjuncts = [];
        List<SelectExpression> subqueries = [];
        foreach (var table in select.Tables)
        {
            VisitTable(table, scope, conjuncts, subqueries);
        }

        Conjunct.Split(select.Predicate, onlyAlias: null, conjuncts);
        PushDown(select, asked, scope);
        Propagate(conjuncts);

        // From left to right: a subquery gets what is known by then, of columns that a lateral one refers to or of its own,
        // and tells what it knows itself.
        foreach (var subquery in subqueries)
        {
            var columns = scope[subquery.Alias!];
            foreach (var (column, values) in VisitSelect(subquery, columns))
            {
                columns.Know(column, values);
            }

            Propagate(conjuncts);
        }

        VisitClauses(select);
        Accesses.AddRange(scope.Values.Where(table => table.IsTable).Select(table => table.ToAccess()));

        Dictionary<string, IReadOnlyList<ValueSource>> projected = new(StringComparer.Ordinal);
        foreach (var projection in select.Projection)
        {
            if (projection.Expression is ColumnExpression column && ValuesOf(column) is { } values)
            {
                projected[projection.Alias] = values;
            }
        }

        _scopes.RemoveAt(_scopes.Count - 1);
        _outermost = _scopes.Count == 0 ? scope : null;
        return projected;
    }

    private static void PushDown(SelectExpression select, TableScope? asked, Dictionary<string, TableScope> scope)
    {
        foreach (var (column, values) in asked?.Known ?? [])
        {
            if (Pushdown.ColumnOf(select, column) is { } inner && scope.TryGetValue(inner.TableAlias, out var table))
            {
                table.Know(inner.Name, values);
            }
        }
    }

    private void VisitClauses(SelectExpression select)
    {
        foreach (var join in select.Tables.OfType<PredicateJoinExpressionBase>())
        {
            Visit(join.JoinPredicate);
        }

        Visit(select.Predicate);
        Visit(select.Having);
        Visit(select.Offset);
        Visit(select.Limit);
        foreach (var projection in select.Projection)
        {
            Visit(projection.Expression);
        }

        foreach (var key in select.GroupBy)
        {
            Visit(key);
        }

        foreach (var ordering in select.Orderings)
        {
            Visit(ordering.Expression);
        }
    }

    private void VisitTable(
        TableExpressionBase table,
        Dictionary<string, TableScope> scope,
        List<Conjunct> conjuncts,
        List<SelectExpression> subqueries
    )
    {
        switch (table)
        {
            case TableExpression { Table: ITable known } named:
                Sources.Add(known);
                if (!scope.TryAdd(named.Alias, new TableScope(known)))
                {
                    Accesses.Add(new TableAccess(new QualifiedTableName(known.Schema, known.Name)));
                }

                break;
            case TableExpression view:
                AddOpaque(view.Name, view.Table);
                break;
            case InnerJoinExpression join:
                VisitTable(join.Table, scope, conjuncts, subqueries);
                Conjunct.Split(join.JoinPredicate, onlyAlias: null, conjuncts);
                break;
            case LeftJoinExpression join:
                VisitTable(join.Table, scope, conjuncts, subqueries);
                Conjunct.Split(join.JoinPredicate, join.Table.Alias, conjuncts);
                break;
            case JoinExpressionBase join:
                VisitTable(join.Table, scope, conjuncts, subqueries);
                break;
            case SelectExpression subquery:
                if (subquery.Alias is { } alias && scope.TryAdd(alias, new TableScope(table: null)))
                {
                    subqueries.Add(subquery);
                }
                else
                {
                    VisitSelect(subquery);
                }

                break;
            case SetOperationBase operation:
                VisitSelect(operation.Source1);
                VisitSelect(operation.Source2);
                break;
            case FromSqlExpression raw:
                AddRawSql(raw);
                AddParameter(PlanParameter.OfRawArguments(raw.Arguments));
                break;
            case TableValuedFunctionExpression function:
                VisitTableFunction(function);
                break;
            case ValuesExpression values:
                base.VisitExtension(values);
                break;
            default:
                AddOpaque(table.GetType().Name, null);
                base.VisitExtension(table);
                break;
        }
    }

    private void VisitTableFunction(TableValuedFunctionExpression function)
    {
        if (!function.IsBuiltIn)
        {
            AddOpaque(function.Name, (function as ITableBasedExpression)?.Table);
        }

        foreach (var argument in function.Arguments)
        {
            Visit(argument);
        }
    }

    private void VisitFunction(SqlFunctionExpression function)
    {
        if (!function.IsBuiltIn)
        {
            AddOpaque(function.Name, null);
        }

        IsNonDeterministic |= SqlFunctions.IsNonDeterministic(function);
    }

    private void AddRawSql(FromSqlExpression raw)
    {
        // An entity's own SQL (ToSqlQuery) comes as raw SQL too; what the entity declares is said of that, and of no other.
        var isEntitysOwn = raw.Table?.EntityTypeMappings.Any(mapping =>
            mapping.TypeBase is IEntityType entityType && entityType.GetSqlQuery() == raw.Sql
        );
        AddOpaque(isEntitysOwn == true ? raw.Table!.Name : "raw SQL", raw.Table, isUsersSql: isEntitysOwn != true);
    }

    private void AddOpaque(string name, ITableBase? source, bool isUsersSql = false)
    {
        OpaqueSources.Add(new OpaqueSource(name, source, isUsersSql));
        if (source is not null)
        {
            Sources.Add(source);
        }
    }

    private void AddParameter(PlanParameter? parameter)
    {
        if (parameter is not null && !Parameters.Contains(parameter))
        {
            Parameters.Add(parameter);
        }
    }

    /// <summary>Applies the equalities until nothing new follows from them; each round fixes at least one column.</summary>
    private void Propagate(List<Conjunct> conjuncts)
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var (expression, onlyAlias) in conjuncts)
            {
                foreach (var (column, values) in Conjunct.Equalities(expression, ValuesOf))
                {
                    changed |=
                        (onlyAlias is null || column.TableAlias == onlyAlias)
                        && _scopes[^1].TryGetValue(column.TableAlias, out var table)
                        && table.Know(column.Name, values);
                }
            }
        } while (changed);
    }

    /// <summary>Looks from the innermost SELECT outwards: a correlated column has the outer table's value.</summary>
    private IReadOnlyList<ValueSource>? ValuesOf(ColumnExpression column)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(column.TableAlias, out var table))
            {
                return table.ValuesOf(column.Name);
            }
        }

        return null;
    }
}
