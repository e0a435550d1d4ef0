using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>
/// Sees each query's expression before its SQL is made: the input of <c>Process</c>, since inside of it a provider may put
/// its own internal expressions in the place of EF Core's.
/// </summary>
internal sealed class CachingSqlProcessorFactory(
    IRelationalParameterBasedSqlProcessorFactory inner,
    RelationalParameterBasedSqlProcessorDependencies dependencies,
    ICurrentDbContext currentContext,
    IDatabaseProvider databaseProvider
) : IRelationalParameterBasedSqlProcessorFactory
{
    // EF generates the command on the same thread, right after Process. It may also generate one without (a precompiled
    // query): then there is no plan.
    [ThreadStatic]
    private static CommandPlans? _processed;

    public RelationalParameterBasedSqlProcessor Create(RelationalParameterBasedSqlProcessorParameters parameters) =>
        new Processor(
            inner.Create(parameters),
            dependencies,
            parameters,
            currentContext.Context.Model,
            databaseProvider.Name
        );

    /// <summary>The plans of the expression that this thread processed last, once.</summary>
    public static CommandPlans? TakeProcessed()
    {
        var plans = _processed;
        _processed = null;
        return plans;
    }

    private sealed class Processor(
        RelationalParameterBasedSqlProcessor inner,
        RelationalParameterBasedSqlProcessorDependencies dependencies,
        RelationalParameterBasedSqlProcessorParameters parameters,
        Microsoft.EntityFrameworkCore.Metadata.IModel model,
        string providerName
    ) : RelationalParameterBasedSqlProcessor(dependencies, parameters)
    {
        public override Expression Process(Expression queryExpression, ParametersCacheDecorator parametersDecorator)
        {
            _processed = null;
            var processed = inner.Process(queryExpression, parametersDecorator);
            _processed = CommandPlans.Of(queryExpression, model, providerName);
            return processed;
        }
    }
}
