using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EfCache.Update;

/// <summary>Gives a write the tags of what it touches, by names as the context's readers have them.</summary>
internal sealed class WriteTags(CacheSession session)
{
    private const string EverythingName = "*";

    private readonly string _prefix = session.TagPrefix;
    private readonly IModel _model = session.Context.Model;
    private readonly Dictionary<QualifiedTableName, (string, Tag, Tag)> _tables = [];

    public void AddPlan(Write write, WritePlan plan)
    {
        if (plan.Everything)
        {
            AddEverything(write);
        }

        foreach (var table in plan.Tables)
        {
            AddTable(write, table);
        }
    }

    public void AddEverything(Write write)
    {
        write.Add(TagNames.Everything(_prefix));
        write.NoteTable(EverythingName);
    }

    public void AddUserTag(Write write, string tag) => write.Add(TagNames.User(_prefix, tag));

    /// <summary>A write of unknown rows.</summary>
    public void AddTable(Write write, QualifiedTableName table)
    {
        var (_, all, bulk) = TagsOf(table);
        write.Add(all);
        write.Add(bulk);
        Note(write, table);
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

        var tableName = new QualifiedTableName(table.Schema, table.Name);
        var (name, all, bulk) = TagsOf(tableName);
        write.Add(all);
        write.Add(ModifiedRow.TryGetTag(command, table, name) ?? bulk);
        Note(write, tableName);
        foreach (var other in WrittenTables.Along(table, ChangeOf(command.EntityState), _model))
        {
            AddTable(write, other);
        }
    }

    private static EntityChange ChangeOf(EntityState state) =>
        state switch
        {
            EntityState.Added => EntityChange.Insert,
            EntityState.Modified => EntityChange.Update,
            _ => EntityChange.Delete,
        };

    private static void Note(Write write, QualifiedTableName table) =>
        write.NoteTable(table.Schema is null ? table.Name : table.Schema + "." + table.Name);

    /// <summary>A table's name and tags, made once for many rows.</summary>
    private (string Name, Tag All, Tag Bulk) TagsOf(QualifiedTableName table)
    {
        if (!_tables.TryGetValue(table, out var tags))
        {
            var name = TagNames.Table(_prefix, DefaultSchema.Drop(table.Schema, session.ProviderName), table.Name);
            _tables[table] = tags = (name, TagNames.All(name), TagNames.Bulk(name));
        }

        return tags;
    }
}
