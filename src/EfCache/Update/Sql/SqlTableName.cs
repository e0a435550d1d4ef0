namespace EfCache.Update.Sql;

/// <summary>A table as SQL text names it, without quotes, and in lower case where the dialect makes it so.</summary>
/// <param name="Schema">Null when none is said.</param>
/// <param name="Name">The name.</param>
internal sealed record SqlTableName(string? Schema, string Name);
