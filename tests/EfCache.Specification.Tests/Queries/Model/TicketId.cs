namespace EfCache.Specification.Tests.Queries.Model;

/// <summary>A strongly typed key, which a value converter maps.</summary>
public readonly record struct TicketId(int Value);
