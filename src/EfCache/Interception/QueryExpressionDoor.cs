using System.Linq.Expressions;
using EfCache.Infrastructure;
using EfCache.Query;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace EfCache.Interception;

/// <summary>
/// Turns calls of <c>Cacheable</c> and its kind that are still in the expression tree into query tags: in
/// <c>EF.CompileQuery</c> and in subqueries the method itself never ran, and would reach the translator.
/// </summary>
internal sealed class QueryExpressionDoor : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        var rewriter = new DirectiveRewriter();
        var rewritten = rewriter.Visit(queryExpression);
        if (eventData.Context is { } context && rewriter.Tags.Count > 0)
        {
            PolicyResolver.RequirePolicy(
                CacheDirectives.Parse(rewriter.Tags).Policy,
                context.GetService<CacheSettings>()
            );
        }

        return rewritten;
    }

    private sealed class DirectiveRewriter : ExpressionVisitor
    {
        public HashSet<string> Tags { get; } = new(StringComparer.Ordinal);

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (IsTagWith(node) && node.Arguments[1] is ConstantExpression { Value: string tag })
            {
                Note(tag);
            }
            else if (
                node.Method.DeclaringType == typeof(EfCacheQueryableExtensions)
                && node.Method.Name
                    is nameof(EfCacheQueryableExtensions.Cacheable)
                        or nameof(EfCacheQueryableExtensions.NotCacheable)
                        or nameof(EfCacheQueryableExtensions.Invalidates)
            )
            {
                return Rewrite(node);
            }

            return base.VisitMethodCall(node);
        }

        private static bool IsTagWith(MethodCallExpression node) =>
            node.Method.DeclaringType == typeof(EntityFrameworkQueryableExtensions)
            && node.Method.Name == nameof(EntityFrameworkQueryableExtensions.TagWith);

        private MethodCallExpression Rewrite(MethodCallExpression node)
        {
            var element = node.Method.GetGenericArguments()[0];
            var tag = DirectivesOf(node).ToTag();
            Note(tag);
            return Expression.Call(
                typeof(EntityFrameworkQueryableExtensions),
                nameof(EntityFrameworkQueryableExtensions.TagWith),
                [element],
                Visit(node.Arguments[0]),
                Expression.Constant(tag)
            );
        }

        private static CacheDirectives DirectivesOf(MethodCallExpression node)
        {
            var builder = new CacheableQueryBuilder();
            if (node.Method.Name == nameof(EfCacheQueryableExtensions.NotCacheable))
            {
                return CacheDirectives.None with { IsNotCacheable = true };
            }

            switch (node.Arguments.Count > 1 ? Evaluate(node.Arguments[1]) : null)
            {
                case TimeSpan ttl:
                    builder.WithTtl(ttl);
                    break;
                case string policy:
                    builder.WithPolicy(policy);
                    break;
                case Action<CacheableQueryBuilder> configure:
                    configure(builder);
                    break;
                case Action<RawWriteBuilder> writes:
                    return CacheDirectives.None with { Writes = RawWriteBuilder.Build(writes, node.Method.Name) };
            }

            return builder.Directives;
        }

        private static object? Evaluate(Expression argument)
        {
            if (argument is QueryParameterExpression or ParameterExpression)
            {
                throw new InvalidOperationException(
                    $"{nameof(EfCacheQueryableExtensions.Cacheable)}(...) and its kind in a compiled query take constants only, since their arguments are part of the compiled "
                        + "query. For what varies, compile several queries or use a named policy."
                );
            }

            return argument is ConstantExpression constant
                ? constant.Value
                : Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile()();
        }

        private void Note(string tag)
        {
            if (tag.StartsWith(CacheDirectives.TagPrefix, StringComparison.Ordinal))
            {
                Tags.Add(tag);
            }
        }
    }
}
