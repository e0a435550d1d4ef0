using EfCache.Storage;
using EfCache.Update;

namespace EfCache.Tests.Update;

public sealed class WrittenTagsTests
{
    private readonly WrittenTags _tags = new();

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void Tag_is_there_once_however_often_it_is_added(int count)
    {
        Add(0, count);
        Add(0, count);

        Assert.Equal(Tags(0, count), _tags.ToArray());
        Assert.Equal(count, _tags.Count);
        Assert.True(_tags.Contains(new Tag($"t:rows:id={count - 1}")));
        Assert.False(_tags.Contains(new Tag($"t:rows:id={count}")));
    }

    [Fact]
    public void Only_what_came_since_the_last_mark_is_unmarked()
    {
        Add(0, 2);
        Assert.False(_tags.IsAnyMarked);
        _tags.NoteMarked(_tags.Unmarked());
        Assert.True(_tags.IsAnyMarked);
        Assert.Empty(_tags.Unmarked());

        Add(0, 5);
        Assert.Equal(Tags(2, 3), _tags.Unmarked());
        _tags.NoteMarked(_tags.Unmarked());
        Assert.Empty(_tags.Unmarked());
    }

    [Fact]
    public void Marking_all_again_leaves_what_came_meanwhile()
    {
        Add(0, 2);
        _tags.NoteMarked(_tags.Unmarked());
        var all = _tags.ToArray();
        Add(2, 1);
        _tags.NoteMarked(all);

        Assert.Equal(Tags(2, 1), _tags.Unmarked());
    }

    [Fact]
    public void Marks_of_two_threads_at_once_leave_nothing_out()
    {
        Add(0, 2);
        var one = _tags.Unmarked();
        Add(2, 1);
        var other = _tags.Unmarked();
        _tags.NoteMarked(other);
        _tags.NoteMarked(one);
        Assert.Empty(_tags.Unmarked());

        Add(3, 2);
        one = _tags.Unmarked();
        Add(5, 1);
        _tags.NoteMarked(one);
        Assert.Equal(Tags(5, 1), _tags.Unmarked());
    }

    [Fact]
    public void Everything_is_unmarked_when_marks_were_forgotten_while_some_were_being_made()
    {
        Add(0, 2);
        _tags.NoteMarked(_tags.Unmarked());
        Add(2, 1);
        var late = _tags.Unmarked();
        _tags.ForgetMarks();
        Assert.False(_tags.IsAnyMarked);
        _tags.NoteMarked(late);

        Assert.True(_tags.IsAnyMarked);
        Assert.Equal(Tags(0, 3), _tags.Unmarked());
    }

    private void Add(int first, int count)
    {
        foreach (var tag in Tags(first, count))
        {
            _tags.Add(tag);
        }
    }

    private static Tag[] Tags(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => new Tag($"t:rows:id={i}"))];
}
