using EfCache.Narrowing;
using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EfCache.Update;

/// <summary>Gives a write the tags of what it touches, by names as the context's readers have them.</summary>
/// <remarks>
/// Every write of a table marks its <c>all</c>. A row that is known marks its own tag, else <c>bulk</c>, or <c>new</c> if it is
/// added. Partitions that are known mark theirs, else <c>loose</c>.
/// </remarks>
internal sealed class WriteTags(CacheSession session)
{
    private const string EverythingName = "*";

    private readonly IModel _model = session.Context.Model;
    private readonly ModelTags _tables = ModelTags.Of(session.Context.Model, session.TagPrefix, session.ProviderName);
    private List<IUpdateEntry>? _inserted;
    private TrackedPartitions? _tracked;

    private TrackedPartitions Tracked => _tracked ??= session.Context.GetService<TrackedPartitions>();

    public void AddPlan(Write write, WritePlan plan, IReadOnlyDictionary<string, object?>? parameters)
    {
        if (plan.Everything)
        {
            AddEverything(write);
        }

        foreach (var table in plan.Tables)
        {
            AddTable(write, table);
        }

        foreach (var tag in plan.UserTags)
        {
            AddUserTag(write, tag);
        }

        if (plan.Target is { } target)
        {
            AddTarget(write, target, parameters);
        }
    }

    public void AddEverything(Write write)
    {
        write.Add(TagNames.Everything(_tables.Prefix));
        write.NoteTable(EverythingName);
    }

    public void AddUserTag(Write write, string tag) => write.Add(TagNames.User(_tables.Prefix, tag));

    /// <summary>A write of which nothing but the table is known.</summary>
    public void AddTable(Write write, QualifiedTableName table)
    {
        var tags = TagsOf(table);
        write.Add(tags.All);
        write.Add(tags.Bulk);
        write.Add(tags.New);
        write.Add(tags.Loose);
        write.NoteTable(tags.ReportedName);
    }

    /// <summary>One row's insert, update or delete as SaveChanges sends it, with what the database writes along.</summary>
    public void AddCommand(Write write, IReadOnlyModificationCommand command)
    {
        if (command.StoreStoredProcedure is not null || command.Table is not { } table)
        {
            // A stored procedure writes what it likes.
            AddEverything(write);
            return;
        }

        var tags = TagsOf(new QualifiedTableName(table.Schema, table.Name));
        AddRow(write, command, TableNarrowing.Of(table), tags);
        write.NoteTable(tags.ReportedName);
        foreach (var other in WrittenTables.Along(table, ChangeOf(command.EntityState), _model))
        {
            AddTable(write, other);
        }
    }

    /// <summary>What the commands insert is there: from now on the context knows the partitions of these rows.</summary>
    public void NoteInserted()
    {
        foreach (var entry in _inserted ?? [])
        {
            Tracked.NoteInserted(entry);
        }
    }

    private void AddRow(Write write, IReadOnlyModificationCommand command, TableNarrowing narrowing, TableTags tags)
    {
        var row = new ModifiedRow(command, narrowing, tags.Name);
        write.Add(tags.All);
        AddAll(write, tags.Foreign(narrowing));
        if (row.TryGetTag() is not { } tag)
        {
            write.Add(command.EntityState == EntityState.Added ? tags.New : tags.Bulk);
        }
        else if (!write.TryAddNarrowed(tags.Name, [tag]))
        {
            write.Add(tags.Bulk);
            write.Add(tags.New);
        }

        if (command.EntityState == EntityState.Added && narrowing.HasConstants)
        {
            (_inserted ??= []).AddRange(command.Entries);
        }

        if (
            row.TryGetPartitions(narrowing.HasConstants ? Tracked : null) is not { } partitions
            || !write.TryAddNarrowed(tags.Name, partitions)
        )
        {
            write.Add(tags.Loose);
        }
    }

    /// <summary>A statement adds no rows, unless it gives rows other keys: then these are not known either.</summary>
    private void AddTarget(Write write, WriteTarget target, IReadOnlyDictionary<string, object?>? parameters)
    {
        var tags = TagsOf(target.Table);
        write.Add(tags.All);
        AddAll(write, tags.Foreign(target.Narrowing));
        if (
            TryFormat(tags.Name, target.Key is null ? null : [target.Key], parameters) is not { } rows
            || !write.TryAddNarrowed(tags.Name, rows)
        )
        {
            write.Add(tags.Bulk);
            write.Add(tags.New);
        }

        var partitions = target.Partitions?.Select(column => (IReadOnlyList<ColumnValues>)[column]);
        if (TryFormat(tags.Name, partitions, parameters) is not { } parts || !write.TryAddNarrowed(tags.Name, parts))
        {
            write.Add(tags.Loose);
        }

        write.NoteTable(tags.ReportedName);
    }

    private static void AddAll(Write write, Tag[] tags)
    {
        foreach (var tag in tags)
        {
            write.Add(tag);
        }
    }

    private static HashSet<Tag>? TryFormat(
        string tableName,
        IEnumerable<IReadOnlyList<ColumnValues>>? limits,
        IReadOnlyDictionary<string, object?>? parameters
    )
    {
        HashSet<Tag> tags = [];
        return limits?.All(columns => RowTags.TryAdd(tableName, columns, parameters, Write.MaxNarrowed, tags)) == true
            ? tags
            : null;
    }

    private static EntityChange ChangeOf(EntityState state) =>
        state switch
        {
            EntityState.Added => EntityChange.Insert,
            EntityState.Modified => EntityChange.Update,
            _ => EntityChange.Delete,
        };

    private TableTags TagsOf(QualifiedTableName table) => _tables.Of(table, _model);
}
