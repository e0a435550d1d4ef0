using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Tests.Storage.Remote;

/// <summary>What is read out of the names of tags: a wrong prefix would keep the wrong entries from being served.</summary>
public sealed class NamesTests
{
    public static TheoryData<string> Prefixes { get; } =
        new("shop", "a:b", "shop@tenant%003a1", "t:u", "a:u:b", "a:*:b");

    [Theory]
    [MemberData(nameof(Prefixes))]
    public void The_prefix_of_a_tag_is_the_one_that_it_was_made_with(string prefix)
    {
        var table = TagNames.Table(prefix, "public", "Or:ders");
        Tag[] tags =
        [
            TagNames.Everything(prefix),
            TagNames.All(table),
            TagNames.Bulk(table),
            TagNames.New(table),
            TagNames.Loose(table),
            TagNames.Row(table, ["Id", "Name"], ["5", "x"]),
            TagNames.User(prefix, "cat:a*log"),
        ];
        Assert.All(tags, tag => Assert.Equal(prefix, TagNames.PrefixOf(tag)));
        Assert.Equal(prefix, TagNames.FindPrefix(tags));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("")]
    [InlineData(":t:{orders}:all")]
    public void A_name_that_is_no_tags_has_no_prefix(string name) => Assert.Null(TagNames.PrefixOf(new Tag(name)));

    [Theory]
    [InlineData("public", "Orders", "public.orders")]
    [InlineData(null, "Orders", "orders")]
    public void A_tables_tag_tells_its_table(string? schema, string name, string expected)
    {
        var table = TagNames.Table("shop", schema, name);
        Tag[] tags = [TagNames.All(table), TagNames.Row(table, ["Id"], ["5"])];
        Assert.All(
            tags,
            tag =>
            {
                Assert.True(TagNames.TryFindTable(tag, "shop", out var found));
                Assert.Equal(expected, found.ToString());
            }
        );
    }

    [Fact]
    public void Other_tags_tell_no_table()
    {
        Tag[] tags =
        [
            TagNames.Everything("shop"),
            TagNames.User("shop", "catalog"),
            TagNames.All(TagNames.Table("another", null, "orders")),
            new("shop:t:{}:all"),
            new("shop:t:{orders"),
        ];
        Assert.All(tags, tag => Assert.False(TagNames.TryFindTable(tag, "shop", out _)));
    }

    [Fact]
    public void An_entrys_name_begins_with_its_prefix_and_its_first_table_and_ends_with_its_digest()
    {
        var orders = TagNames.Table("shop", null, "orders");
        var lines = TagNames.Table("shop", null, "lines");
        byte[] digest = [.. Enumerable.Range(0, 32).Select(i => (byte)(8 * i))];

        var name = EntryNames.Of(
            [TagNames.Everything("shop"), TagNames.User("shop", "x"), TagNames.All(orders), TagNames.All(lines)],
            digest
        );

        Assert.Equal("shop:e:orders:AAgQGCAoMDhASFBYYGhweICIkJigqLC4wMjQ2ODo8Pg", name);
        digest[31]++;
        Assert.NotEqual(name, EntryNames.Of([TagNames.Everything("shop"), TagNames.All(orders)], digest));
        Assert.StartsWith("shop:e:q:", EntryNames.Of([TagNames.Everything("shop")], digest), StringComparison.Ordinal);
    }
}
