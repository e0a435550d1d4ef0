using EfCache.Infrastructure;
using EfCache.Interception;
using EfCache.Query;
using Microsoft.EntityFrameworkCore;

namespace EfCache.Tests.Architecture;

/// <summary>Which part of the library may refer to which, as its compiled code does.</summary>
public sealed class LayeringTests
{
    private static readonly string[] Leaves = ["Settings", "Storage", "Diagnostics"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // Public types that users name: enumerations, explanations, and the store of one's own.
        ["Root"] = ["InProcess", "Storage"],
        ["Extensions"] = ["Infrastructure", "Query", "Update", "Root", .. Leaves],
        ["Infrastructure"] = ["Interception", "Query", "Update", "Root", .. Leaves],
        ["Interception"] = ["Query", "Update", "Narrowing", "Root", .. Leaves],
        ["Query"] = ["Narrowing", "Root", .. Leaves],
        ["Update"] = ["Narrowing", "Root", .. Leaves],
        ["Narrowing"] = ["Settings", "Storage"],
        ["Settings"] = ["Storage", "InProcess", "Diagnostics", "Root"],
        ["InProcess"] = ["Storage", "Diagnostics"],
        ["Storage"] = ["Diagnostics", "Root"],
        ["Diagnostics"] = [],
    };

    // What users write is read by these: the attribute by its convention, and calls in expression trees by their door.
    private static readonly Dictionary<Type, Type[]> Exceptions = new()
    {
        [typeof(CacheConventionSetPlugin)] = [typeof(CacheTtlAttribute)],
        [typeof(CacheTtlAttributeConvention)] = [typeof(CacheTtlAttribute)],
        [typeof(QueryExpressionDoor)] =
        [
            typeof(CacheableQueryBuilder),
            typeof(RawWriteBuilder),
            typeof(EfCacheQueryableExtensions),
        ],
    };

    [Fact]
    public void Every_part_of_the_library_is_known()
    {
        var parts = Types().Select(PartOf).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), parts);
    }

    [Fact]
    public void No_part_refers_to_one_that_it_may_not()
    {
        var wrong =
            from type in Types()
            from reference in TypeReferences.Of(type)
            where reference.Assembly == type.Assembly && IsOwn(reference)
            let source = PartOf(type)
            let target = PartOf(reference)
            where source != target && !Allowed[source].Contains(target)
            where Exceptions.GetValueOrDefault(Outermost(type))?.Contains(Outermost(reference)) != true
            select $"{type.FullName} -> {reference.FullName}";
        Assert.Empty(wrong.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void References_in_bodies_of_methods_are_seen()
    {
        var references = TypeReferences.Of(typeof(PolicyResolver));
        Assert.Contains(typeof(ResolvedPolicy), references);
        Assert.Contains(typeof(BypassReason), references);
    }

    private static IEnumerable<Type> Types() => typeof(InProcessStore).Assembly.GetTypes().Where(IsOwn);

    // The compiler's own have no namespace, or another's.
    private static bool IsOwn(Type type) =>
        Outermost(type).Namespace is { } name
        && (
            name == "EfCache"
            || name.StartsWith("EfCache.", StringComparison.Ordinal)
            || name is "Microsoft.EntityFrameworkCore" or "Microsoft.Extensions.DependencyInjection"
        )
        && !Outermost(type).Name.StartsWith('<');

    private static string PartOf(Type type)
    {
        var name = Outermost(type).Namespace!;
        return name.StartsWith("Microsoft.", StringComparison.Ordinal) ? "Extensions"
            : name == "EfCache" ? "Root"
            : name.Split('.')[1];
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
