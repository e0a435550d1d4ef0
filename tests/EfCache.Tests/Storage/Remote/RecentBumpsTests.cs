using EfCache.Storage.Remote;
using Microsoft.Extensions.Time.Testing;

namespace EfCache.Tests.Storage.Remote;

public sealed class RecentBumpsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Bumps_are_said_again_once_for_each_tag_while_they_are_recent()
    {
        var recent = new RecentBumps(_time, TimeSpan.FromMinutes(1), limit: 100);
        recent.Note([new("a"), new("b")]);
        _time.Advance(TimeSpan.FromSeconds(40));
        recent.Note([new("b"), new("c")]);

        Assert.Equal(["a", "b", "c"], Names(recent));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(["b", "c"], Names(recent));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Empty(Names(recent));
    }

    [Fact]
    public void The_latest_are_remembered_up_to_the_limit()
    {
        var recent = new RecentBumps(_time, TimeSpan.FromMinutes(1), limit: 2);
        recent.Note([new("a"), new("b")]);
        recent.Note([new("c")]);
        Assert.Equal(["b", "c"], Names(recent));
    }

    private static IEnumerable<string> Names(RecentBumps recent) =>
        recent.ToSayAgain().Select(tag => tag.Name).Order(StringComparer.Ordinal);
}
