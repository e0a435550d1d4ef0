using EfCache.Query.Replay;

namespace EfCache.Query.Plans;

/// <summary>A result column: its alias in the projection, and the getter that EF Core's materializer calls.</summary>
/// <param name="Name">The alias.</param>
/// <param name="Getter">Reads the column's values.</param>
/// <param name="Method">The method that it calls, in words, for the plan's fingerprint.</param>
internal sealed record PlanColumn(string Name, ColumnGetter Getter, string Method);
