using EfCache.Settings;
using EfCache.Storage;

namespace EfCache.Infrastructure;

/// <summary>
/// Says what a raw command writes: <c>w => w.Table&lt;Product&gt;()</c>. It is taken at its word, in the place of what the
/// command's text says.
/// </summary>
public sealed class RawWriteBuilder
{
    private DeclaredWrite _declared = new();

    internal RawWriteBuilder() { }

    /// <summary>The command writes the entity's tables; what their foreign keys and declared triggers write along is added.</summary>
    /// <typeparam name="TEntity">An entity of the model, else the command fails before it runs.</typeparam>
    /// <returns>The same builder, for chaining.</returns>
    public RawWriteBuilder Table<TEntity>()
        where TEntity : class => With(_declared with { Entities = _declared.Entities.Add(typeof(TEntity).FullName!) });

    /// <summary>
    /// The command writes the table. If the model has it, what its foreign keys and declared triggers write along is added.
    /// </summary>
    /// <param name="name">The table's name; upper and lower case are the same.</param>
    /// <param name="schema">Its schema; null for the provider's default.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public RawWriteBuilder Table(string name, string? schema = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return With(_declared with { Tables = _declared.Tables.Add(new QualifiedTableName(schema, name)) });
    }

    /// <summary>The command invalidates what was stored with the tag.</summary>
    /// <param name="name">A tag that a policy or a query gave with <c>WithTag</c>; upper and lower case differ.</param>
    /// <returns>The same builder, for chaining.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or longer than 128 characters.</exception>
    public RawWriteBuilder Tag(string name) =>
        With(_declared with { UserTags = _declared.UserTags.Add(OptionGuard.TagName(name, nameof(Tag))) });

    /// <summary>The command writes nothing that is ever cached: it invalidates nothing. Nothing else can be said with it.</summary>
    /// <returns>The same builder.</returns>
    public RawWriteBuilder Nothing() => With(_declared with { IsNothing = true });

    /// <summary>What was said.</summary>
    /// <param name="configure">Says it.</param>
    /// <param name="method">The method that it was given to, for the message.</param>
    /// <exception cref="InvalidOperationException">Nothing was said, or two things that contradict each other.</exception>
    internal static DeclaredWrite Build(Action<RawWriteBuilder> configure, string method)
    {
        var builder = new RawWriteBuilder();
        configure(builder);
        var declared = builder._declared;
        if (!declared.IsNothing && !declared.IsSomething)
        {
            throw new InvalidOperationException(
                $"{method}(...) was not told what the command writes. Say it with Table<TEntity>(), Table(\"name\") or "
                    + "Tag(\"name\"), or say Nothing() if it writes nothing that is cached."
            );
        }

        return declared.IsNothing && declared.IsSomething
            ? throw new InvalidOperationException(
                $"{method}(...) was told that the command writes Nothing(), and something else too. Keep one of them."
            )
            : declared;
    }

    private RawWriteBuilder With(DeclaredWrite declared)
    {
        _declared = declared;
        return this;
    }
}
