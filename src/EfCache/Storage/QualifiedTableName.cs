namespace EfCache.Storage;

/// <summary>A table's name with its schema; a null schema is the provider's default.</summary>
/// <remarks>Its text separates schema and name by a tab, which names do not have, since names do have dots.</remarks>
internal readonly record struct QualifiedTableName(string? Schema, string Name)
{
    /// <summary>Reads what a user writes: <c>table</c> or <c>schema.table</c>, split at the first dot; or what <see cref="ToString"/> wrote.</summary>
    public static QualifiedTableName Parse(string text)
    {
        var separator = text.IndexOf('\t', StringComparison.Ordinal);
        if (separator < 0)
        {
            separator = text.IndexOf('.', StringComparison.Ordinal);
        }

        return separator <= 0 ? new(null, text[(separator + 1)..]) : new(text[..separator], text[(separator + 1)..]);
    }

    public override string ToString() => Schema + "\t" + Name;
}
