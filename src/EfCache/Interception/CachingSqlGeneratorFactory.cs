using System.Linq.Expressions;
using EfCache.Query;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Interception;

/// <summary>Puts our template around the command that the provider generates.</summary>
internal sealed class CachingSqlGeneratorFactory(
    IQuerySqlGeneratorFactory inner,
    QuerySqlGeneratorDependencies dependencies,
    ISqlGenerationHelper sqlHelper
) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new Generator(inner.Create(), dependencies, sqlHelper);

    private sealed class Generator(
        QuerySqlGenerator inner,
        QuerySqlGeneratorDependencies dependencies,
        ISqlGenerationHelper sqlHelper
    ) : QuerySqlGenerator(dependencies)
    {
        public override IRelationalCommand GetCommand(Expression queryExpression)
        {
            var plans = CachingSqlProcessorFactory.TakeProcessed();
            var command = inner.GetCommand(queryExpression);
            if (plans is null)
            {
                return command;
            }

            var tags = plans.OwnTags;
            var text = WithoutTags(command.CommandText, tags, sqlHelper);
            return new CachingCommandTemplate(
                command,
                text,
                WithoutTags(command.LogCommandText, tags, sqlHelper),
                plans.Query is { } query ? new QueryTemplate(query, text) : null,
                plans.Write,
                plans.MayChangeSession
            );
        }

        /// <summary>
        /// The database must not see how a query is cached: the text would differ for nothing, in its statement caches and
        /// in everybody's logs. The comment is the one that the same helper wrote for the generator.
        /// </summary>
        private static string WithoutTags(string text, IReadOnlyList<string> tags, ISqlGenerationHelper sqlHelper)
        {
            foreach (var tag in tags)
            {
                var comment = sqlHelper.GenerateComment(tag).TrimEnd('\r', '\n') + Environment.NewLine;
                var start = text.IndexOf(comment, StringComparison.Ordinal);
                if (start >= 0)
                {
                    text = text.Remove(start, comment.Length);
                }
            }

            // An empty line separates comments from the command; without comments it is the first.
            return tags.Count > 0 && text.StartsWith(Environment.NewLine, StringComparison.Ordinal)
                ? text[Environment.NewLine.Length..]
                : text;
        }
    }
}
