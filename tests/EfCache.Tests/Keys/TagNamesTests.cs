using CsCheck;
using EfCache.Storage;

namespace EfCache.Tests.Keys;

public sealed class TagNamesTests
{
    // What names are made of, with what the names of tags are made of.
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOfConst(
            "a",
            "t",
            "u",
            "all",
            "bulk",
            "new",
            "loose",
            "*",
            "a.b",
            "a:all",
            "id=5",
            "a&b",
            "%",
            "%003a",
            " ",
            "t:a",
            "\t",
            "ä"
        ),
        Gen.Char["ab.:=&*%@ tu"].Array[1, 5].Select(c => new string(c))
    );

    private static readonly Gen<string> Prefix = Gen.Select(
        Gen.Char["ab.:-tu"].Array[1, 4].Select(c => new string(c)),
        Gen.OneOf(Gen.Const((string?)null), Name.Select(name => (string?)name)),
        (prefix, identity) => identity is null ? prefix : TagNames.Prefix(prefix, identity)
    );

    private static readonly Gen<string> Value = Gen.Int[-20, 20].Select(i => i.ToString(null, null));

    /// <summary>What a tag is of, and its name. A prefix of one application is one of all: they are never mixed in a name.</summary>
    private static readonly Gen<(string Meaning, string Tag)> Tagged = Gen.OneOf(
        Prefix.Select(p => (Mean("everything", p), TagNames.Everything(p).Name)),
        Gen.Select(Prefix, Name, (p, n) => (Mean("user", p, n), TagNames.User(p, n).Name)),
        Gen.Select(
            Prefix,
            Schema(),
            Name,
            (p, s, t) => (Mean("all", p, Lower(s), Lower(t)), TagNames.All(TagNames.Table(p, s, t)).Name)
        ),
        Gen.Select(
            Prefix,
            Schema(),
            Name,
            (p, s, t) => (Mean("bulk", p, Lower(s), Lower(t)), TagNames.Bulk(TagNames.Table(p, s, t)).Name)
        ),
        Gen.Select(
            Prefix,
            Schema(),
            Name,
            (p, s, t) => (Mean("new", p, Lower(s), Lower(t)), TagNames.New(TagNames.Table(p, s, t)).Name)
        ),
        Gen.Select(
            Prefix,
            Schema(),
            Name,
            (p, s, t) => (Mean("loose", p, Lower(s), Lower(t)), TagNames.Loose(TagNames.Table(p, s, t)).Name)
        ),
        Gen.Select(
            Gen.Select(Prefix, Schema(), Name),
            Gen.Select(Name, Value).Array[1, 2],
            (table, columns) =>
                (
                    Mean([
                        "row",
                        table.Item1,
                        Lower(table.Item2),
                        Lower(table.Item3),
                        .. columns.SelectMany(c => new[] { Lower(c.Item1), c.Item2 }),
                    ]),
                    TagNames
                        .Row(
                            TagNames.Table(table.Item1, table.Item2, table.Item3),
                            [.. columns.Select(c => c.Item1)],
                            [.. columns.Select(c => c.Item2)]
                        )
                        .Name
                )
        )
    );

    [Fact]
    public void Two_things_never_have_one_name() =>
        Gen.Select(Tagged, Tagged).Sample((a, b) => (a.Meaning == b.Meaning) == (a.Tag == b.Tag), iter: 50_000);

    [Fact]
    public void Name_has_nothing_that_a_server_refuses() =>
        Tagged.Sample(tagged => !tagged.Tag.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)), iter: 5_000);

    [Fact]
    public void Upper_and_lower_case_of_tables_are_the_same_and_of_users_tags_are_not()
    {
        Assert.Equal(TagNames.Table("p", "DBO", "Orders"), TagNames.Table("p", "dbo", "ORDERS"));
        Assert.NotEqual(TagNames.User("p", "a"), TagNames.User("p", "A"));
    }

    private static Gen<string?> Schema() => Gen.OneOf(Gen.Const((string?)null), Name.Select(name => (string?)name));

    private static string Mean(params string?[] parts) =>
        string.Join('\u0001', parts.Select(part => part is null ? "\u0002" : part));

    private static string? Lower(string? name) => name?.ToLowerInvariant();
}
