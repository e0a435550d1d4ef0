using System.Data.Common;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>A point of a write at which somebody may read, or something may happen to it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Transaction">The transaction that is about to be committed, or was.</param>
public readonly record struct Moment(MomentKind Kind, DbTransaction? Transaction = null);
