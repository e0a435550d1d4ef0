using EfCache.Specification.Tests.Databases;
using EfCache.Specification.Tests.Queries;

namespace EfCache.Tests.Queries;

/// <summary>No suite of the read side can be forgotten for a database or a door.</summary>
public class QueryComplianceTests
{
    private static readonly Type?[] Doors = [typeof(EarlyDoor), typeof(PortableDoor)];

    private static readonly Type?[] OwnDoor = [null];

    [Fact]
    public void Every_suite_has_an_implementation_for_each_database_and_door()
    {
        List<string> missing = [];
        foreach (var suite in typeof(QuerySpecification<,>).Assembly.GetTypes().Where(IsSuite))
        {
            foreach (var isPostgreSql in new[] { false, true })
            {
                // A suite without a door among its parameters is about one of them.
                foreach (var door in suite.GetGenericArguments().Length == 2 ? Doors : OwnDoor)
                {
                    if (!Implementations(suite).Any(arguments => Fits(arguments, isPostgreSql, door)))
                    {
                        missing.Add(
                            $"{suite.Name} on {(isPostgreSql ? "PostgreSQL" : "SQLite")} by {door?.Name ?? "its door"}"
                        );
                    }
                }
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void There_are_suites() =>
        Assert.True(typeof(QuerySpecification<,>).Assembly.GetTypes().Count(IsSuite) >= 10);

    private static bool IsSuite(Type type) =>
        type is { IsAbstract: true, IsGenericTypeDefinition: true }
        && type != typeof(QuerySpecification<,>)
        && BaseTypes(type).Any(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(QuerySpecification<,>));

    private static IEnumerable<Type[]> Implementations(Type suite) =>
        typeof(QueryComplianceTests)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true })
            .SelectMany(BaseTypes)
            .Where(b => b.IsGenericType && b.GetGenericTypeDefinition() == suite)
            .Select(b => b.GetGenericArguments());

    private static bool Fits(Type[] arguments, bool isPostgreSql, Type? door) =>
        arguments[0].IsAssignableTo(isPostgreSql ? typeof(PostgreSqlFixture) : typeof(SqliteFixture))
        && (door is null || arguments[1] == door);

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            yield return t;
        }
    }
}
