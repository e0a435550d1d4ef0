using EfCache.Storage;
using EfCache.Storage.Remote;

namespace EfCache.Tests.Storage.Remote;

public sealed class CircuitTests
{
    private readonly Circuit _circuit = new(threshold: 3);

    [Fact]
    public void It_opens_with_the_failure_that_reaches_the_threshold_and_says_so_once()
    {
        Assert.False(_circuit.Fail("first", isWrite: false));
        Assert.False(_circuit.Fail("second", isWrite: false));
        Assert.True(_circuit.IsClosed);
        Assert.Null(_circuit.TakeNews());

        Assert.True(_circuit.Fail("third", isWrite: false));
        Assert.False(_circuit.IsClosed);
        Assert.False(_circuit.Fail("fourth", isWrite: false));

        Assert.Equal(new StoreNews(IsAvailable: false, "third"), _circuit.TakeNews());
        Assert.Null(_circuit.TakeNews());
    }

    [Fact]
    public void A_success_in_between_begins_the_count_anew()
    {
        _circuit.Fail("", isWrite: false);
        _circuit.Fail("", isWrite: false);
        _circuit.Succeed();
        Assert.False(_circuit.Fail("", isWrite: false));
        Assert.True(_circuit.IsClosed);
    }

    [Fact]
    public void Open_it_is_closed_by_nothing_but_a_probe()
    {
        Open(isWrite: false);
        _circuit.Succeed();
        Assert.False(_circuit.IsClosed);
        Assert.False(_circuit.TakeNews()!.IsAvailable);

        _circuit.Close();
        Assert.True(_circuit.IsClosed);
        Assert.True(_circuit.TakeNews()!.IsAvailable);
        Assert.False(_circuit.Fail("", isWrite: false));
    }

    [Fact]
    public void A_probe_of_what_is_closed_is_no_news()
    {
        _circuit.Fail("", isWrite: false);
        _circuit.Close();
        Assert.Null(_circuit.TakeNews());
    }

    [Fact]
    public void What_changed_and_changed_back_while_nobody_asked_is_no_news()
    {
        Open(isWrite: false);
        _circuit.Close();
        Assert.Null(_circuit.TakeNews());

        Open(isWrite: false);
        Assert.False(_circuit.TakeNews()!.IsAvailable);
        _circuit.Close();
        Open(isWrite: false);
        Assert.Null(_circuit.TakeNews());
        _circuit.Close();
        Assert.True(_circuit.TakeNews()!.IsAvailable);
    }

    [Fact]
    public void Writes_are_sent_until_they_fail_themselves()
    {
        Open(isWrite: false);
        Assert.True(_circuit.AllowsWrites);

        _circuit.Fail("", isWrite: true);
        _circuit.Fail("", isWrite: true);
        _circuit.SucceedToWrite();
        Assert.False(_circuit.IsClosed);
        Open(isWrite: true);
        Assert.False(_circuit.AllowsWrites);

        _circuit.Close();
        Assert.True(_circuit.AllowsWrites);
    }

    private void Open(bool isWrite)
    {
        for (var i = 0; i < 3; i++)
        {
            _circuit.Fail("", isWrite);
        }
    }
}
