using EfCache.Specification.Tests.Storage;
using EfCache.Storage;
using EfCache.Storage.Remote;
using EfCache.Storage.Remote.Payloads;
using EfCache.Tests.Storage.Remote.Payloads;

namespace EfCache.Tests.Storage.Remote;

/// <summary>What a lookup makes of an entry and of cells, and what a ticket makes of them.</summary>
public sealed class SightTests
{
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly TestRequest _request = new("key", new Tag("p:*"), new Tag("p:t:{a}:all"), new Tag("p:t:{b}:all"));
    private readonly CellSight[] _cells =
    [
        CellSight.Of(Guid.NewGuid(), Epoch, mayFill: true),
        CellSight.Of(Guid.NewGuid(), Epoch, mayFill: true),
        CellSight.Of(Guid.NewGuid(), Epoch, mayFill: true),
    ];

    public static TheoryData<int> Cells { get; } = new(0, 1, 2);

    [Fact]
    public void An_entry_with_the_stamps_that_are_seen_is_a_hit()
    {
        Assert.NotNull(Judge(Seen(_cells), Filled(_cells)).Result);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void With_another_stamp_or_epoch_or_none_in_any_cell_it_is_a_miss(int index)
    {
        var entry = Filled(_cells);
        foreach (
            var other in (CellSight[])
                [
                    _cells[index] with
                    {
                        Stamp = Guid.NewGuid(),
                    },
                    _cells[index] with
                    {
                        Epoch = Guid.NewGuid(),
                    },
                    _cells[index] with
                    {
                        Kind = CellKind.Missing,
                    },
                ]
        )
        {
            Assert.Equal(MissReason.Invalidated, Judge(Seen(With(index, other)), entry).Reason);
        }

        var written = _cells[index] with { Kind = CellKind.Writers };
        Assert.Equal(MissReason.WriterInFlight, Judge(Seen(With(index, written)), entry).Reason);
    }

    [Fact]
    public void A_run_that_may_not_fill_yet_may_be_hit()
    {
        var entry = Filled(_cells);
        Assert.NotNull(Judge(Seen(With(1, _cells[1] with { MayFill = false })), entry).Result);
    }

    [Fact]
    public void An_entry_that_has_forgotten_a_tag_does_not_depend_on_it()
    {
        var ticket = RemoteTicket.Of(Seen(_cells));
        ticket.Forget(_request.Tags[1]);
        var entry = Encode(ticket);

        Assert.NotNull(Judge(Seen(With(1, _cells[1] with { Kind = CellKind.Writers })), entry).Result);
        Assert.Null(Judge(Seen(With(2, _cells[2] with { Kind = CellKind.Writers })), entry).Result);
    }

    [Fact]
    public void An_entry_of_no_tag_at_all_is_no_hit_of_a_request_that_has_some()
    {
        var ticket = RemoteTicket.Of(Seen(_cells));
        foreach (var tag in _request.Tags)
        {
            ticket.Forget(tag);
        }

        Assert.Null(Judge(Seen(_cells), Encode(ticket)).Result);
    }

    [Fact]
    public void Another_keys_entry_and_what_is_none_are_unreadable()
    {
        var other = new Sight(new TestRequest("other key", [.. _request.Tags]));
        _cells.CopyTo(other.Cells, 0);
        Assert.Equal(MissReason.Unreadable, Judge(Seen(_cells), Encode(RemoteTicket.Of(other))).Reason);
        Assert.Equal(MissReason.Unreadable, Judge(Seen(_cells), "nothing"u8.ToArray()).Reason);
        Assert.Equal(MissReason.Absent, Judge(Seen(_cells), []).Reason);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_ticket_fills_only_with_all_stamps_of_runs_that_may_fill(int index)
    {
        Assert.True(RemoteTicket.Of(Seen(_cells)).CanFill);
        Assert.False(RemoteTicket.Of(Seen(With(index, _cells[index] with { MayFill = false }))).CanFill);
        Assert.False(RemoteTicket.Of(Seen(With(index, _cells[index] with { Kind = CellKind.Missing }))).CanFill);
        Assert.False(RemoteTicket.Of(Seen(With(index, _cells[index] with { Kind = CellKind.Writers }))).CanFill);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Tickets_share_a_read_only_with_equal_stamps_and_epochs(int index)
    {
        var ticket = RemoteTicket.Of(Seen(_cells));
        var same = RemoteTicket.Of(Seen(_cells));
        Assert.True(ticket.HasSameStamps(same));
        same.Forget(_request.Tags[index]);
        Assert.True(ticket.HasSameStamps(same));

        Assert.False(
            ticket.HasSameStamps(RemoteTicket.Of(Seen(With(index, _cells[index] with { Stamp = Guid.NewGuid() }))))
        );
        Assert.False(
            ticket.HasSameStamps(RemoteTicket.Of(Seen(With(index, _cells[index] with { Epoch = Guid.NewGuid() }))))
        );
        Assert.False(ticket.HasSameStamps(RemoteTicket.Blocked));
        Assert.False(RemoteTicket.Blocked.HasSameStamps(RemoteTicket.Blocked));
    }

    private CellSight[] With(int index, CellSight cell)
    {
        CellSight[] cells = [.. _cells];
        cells[index] = cell;
        return cells;
    }

    private Sight Seen(CellSight[] cells)
    {
        var sight = new Sight(_request);
        cells.CopyTo(sight.Cells, 0);
        return sight;
    }

    private CacheLookup Judge(Sight sight, byte[] payload)
    {
        sight.Payload = payload;
        return sight.Judge(_request, TestPayload.Limits, out _);
    }

    private byte[] Filled(CellSight[] cells) => Encode(RemoteTicket.Of(Seen(cells)));

    private static byte[] Encode(RemoteTicket ticket) =>
        TestPayload.Encode(
            TestPayload.Of([1, 2]),
            envelope: new EntryEnvelope(
                ticket.Sight.KeyDigest,
                Created: 0,
                new EntryLifetime(TimeSpan.FromMinutes(1)),
                ticket.Versions()
            )
        );
}
