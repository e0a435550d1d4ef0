using System.Collections.Immutable;
using EfCache.Storage;

namespace EfCache.Settings;

/// <summary>What the user says that a command writes, whatever its text says.</summary>
internal sealed record DeclaredWrite
{
    /// <summary>Full names of entities' CLR types.</summary>
    public ImmutableArray<string> Entities { get; init; } = [];

    public ImmutableArray<QualifiedTableName> Tables { get; init; } = [];

    public ImmutableArray<string> UserTags { get; init; } = [];

    public bool IsNothing { get; init; }

    /// <summary>It names something that is written.</summary>
    public bool IsSomething => !Entities.IsEmpty || !Tables.IsEmpty || !UserTags.IsEmpty;

    public DeclaredWrite WithEntity(string clrTypeName) =>
        this with
        {
            Entities = Entities.Add(clrTypeName),
            IsNothing = false,
        };

    public DeclaredWrite WithTable(QualifiedTableName table) =>
        this with
        {
            Tables = Tables.Add(table),
            IsNothing = false,
        };

    public DeclaredWrite WithUserTag(string tag) => this with { UserTags = UserTags.Add(tag), IsNothing = false };

    /// <summary>Both.</summary>
    public DeclaredWrite And(DeclaredWrite other) =>
        new()
        {
            Entities = Entities.AddRange(other.Entities),
            Tables = Tables.AddRange(other.Tables),
            UserTags = UserTags.AddRange(other.UserTags),
            IsNothing = IsNothing && other.IsNothing,
        };
}
