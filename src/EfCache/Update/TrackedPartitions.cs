using System.Runtime.CompilerServices;
using EfCache.Narrowing;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EfCache.Update;

/// <summary>
/// Which of a context's tracked entities have the values of their partitions from the database, and which values: an entity
/// that was attached, or made for its key alone, has what its maker put there.
/// </summary>
/// <remarks>
/// EF Core tells where an entity came from only in the moment in which it begins to track it. A context that runs a query
/// whose entities have such properties is watched from then on.
/// </remarks>
internal sealed class TrackedPartitions(ICurrentDbContext currentContext) : IResettableService
{
    private readonly ConditionalWeakTable<object, KnownValues> _values = [];
    private bool _isWatching;
    private bool _isDistrusting;

    /// <summary>To be called before a query's entities are tracked.</summary>
    public void Watch()
    {
        if (!_isWatching)
        {
            _isWatching = true;
            currentContext.Context.ChangeTracker.Tracked += NoteTracked;
        }
    }

    /// <summary>
    /// A query gives its entities values that are not the table's own, as raw SQL or a view may: from now on none counts, since
    /// such an entity can't be told from others.
    /// </summary>
    public void Distrust() => _isDistrusting = true;

    /// <summary>The entity was inserted: its row has the entity's values.</summary>
    public void NoteInserted(IUpdateEntry entry)
    {
        var properties = PartitionProperties.Of(entry.EntityType);
        if (properties.Length > 0)
        {
            _values.AddOrUpdate(
                entry.ToEntityEntry().Entity,
                new KnownValues(entry.EntityType, [.. properties.Select(property => entry.GetCurrentValue(property))])
            );
        }
    }

    /// <summary>The value that the entity's row has in the database, if that is known.</summary>
    public bool TryGetValue(IUpdateEntry entry, IProperty property, out object? value)
    {
        value = null;
        if (
            _isDistrusting
            || !_values.TryGetValue(entry.ToEntityEntry().Entity, out var known)
            || known.EntityType != entry.EntityType
        )
        {
            return false;
        }

        var properties = PartitionProperties.Of(entry.EntityType);

        // The object may have been detached, given another key or another value, and attached again.
        for (var i = 0; i < properties.Length; i++)
        {
            if (
                (properties[i] == property || properties[i].IsPrimaryKey())
                && !properties[i].GetValueComparer().Equals(known.Values[i], entry.GetOriginalValue(properties[i]))
            )
            {
                return false;
            }
        }

        value = entry.GetOriginalValue(property);
        return true;
    }

    /// <summary>The context goes back to its pool, and loses its handlers with it.</summary>
    public void ResetState()
    {
        if (_isWatching)
        {
            _isWatching = false;
            currentContext.Context.ChangeTracker.Tracked -= NoteTracked;
        }

        _isDistrusting = false;
        _values.Clear();
    }

    public Task ResetStateAsync(CancellationToken cancellationToken = default)
    {
        ResetState();
        return Task.CompletedTask;
    }

    private void NoteTracked(object? sender, EntityTrackedEventArgs tracked)
    {
        var entry = tracked.Entry;
        var properties = PartitionProperties.Of(entry.Metadata);
        if (tracked.FromQuery && properties.Length > 0)
        {
            _values.AddOrUpdate(
                entry.Entity,
                new KnownValues(
                    entry.Metadata,
                    [.. properties.Select(property => entry.Property(property).OriginalValue)]
                )
            );
        }
    }

    /// <summary>What was read or inserted, in the order of <see cref="PartitionProperties.Of"/>.</summary>
    private sealed record KnownValues(IEntityType EntityType, object?[] Values);
}
