using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>The cells of one server, or of one slot of a cluster: what one command can reach.</summary>
/// <param name="Server">The server that has them, as far as is known.</param>
/// <param name="Keys">Their keys.</param>
/// <param name="Indexes">Where each is among all that were asked for.</param>
internal readonly record struct RedisLeg(IServer Server, RedisKey[] Keys, int[] Indexes);
