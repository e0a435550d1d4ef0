using System.Reflection;
using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;
using Xunit.Sdk;
using Xunit.v3;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>A group's rows of the table, with every outcome, by both paths, each named as the table reads.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WriteTableAttribute<TWays> : DataAttribute
    where TWays : IWriteWays
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        var arguments = testMethod.ReflectedType!.BaseType!.GetGenericArguments();
        var isPostgreSql = arguments[0].IsAssignableTo(typeof(PostgreSqlFixture));
        var place =
            $"{(arguments[1] == typeof(EarlyDoor) ? "early" : "portable")} door, {(isPostgreSql ? "PostgreSQL" : "SQLite")}";
        List<ITheoryDataRow> rows = [];
        for (var way = 0; way < TWays.All.Count; way++)
        {
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                if (!IsThere(TWays.All[way], outcome, isPostgreSql))
                {
                    continue;
                }

                foreach (var async in new[] { false, true })
                {
                    var row = new TheoryDataRow<int, Outcome, bool>(way, outcome, async)
                    {
                        TestDisplayName =
                            $"{TWays.All[way].Name}, outcome {Describe(outcome)}, {(async ? "async" : "sync")}, {place}",
                    };
                    rows.Add(row);
                }
            }
        }

        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    /// <summary>In a scope SQLite commits before the scope ends: that is one outcome, whatever happens to the scope.</summary>
    private static bool IsThere(WriteWay way, Outcome outcome, bool isPostgreSql) =>
        isPostgreSql
        || !(
            way.NeedsPostgreSql
            || (way.Commits == CommitKind.Scope && outcome is Outcome.CrashBeforeCommit or Outcome.UnknownNotCommitted)
        );

    private static string Describe(Outcome outcome) =>
        outcome switch
        {
            Outcome.Commit => "commit",
            Outcome.Rollback => "rollback",
            Outcome.CrashBeforeCommit => "crash before the commit",
            Outcome.CrashAfterCommit => "crash after the commit",
            Outcome.UnknownNotCommitted => "unknown, and not committed",
            _ => "unknown, and committed",
        };
}
