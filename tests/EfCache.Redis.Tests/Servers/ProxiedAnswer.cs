namespace EfCache.Redis.Tests.Servers;

/// <summary>An answer that a server owes.</summary>
/// <param name="Fault">What becomes of it.</param>
/// <param name="CountedBy">The measurements that count its command.</param>
internal sealed record ProxiedAnswer(ProxyFault? Fault, IReadOnlyList<WireMeasurement> CountedBy);
