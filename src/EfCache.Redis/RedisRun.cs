using StackExchange.Redis;

namespace EfCache.Redis;

/// <summary>
/// One run of a server, as it was found, and how a later answer is known to come from the same run: a connection that is lost is
/// made anew without a word, maybe to a server that was restarted from an old state.
/// </summary>
/// <param name="Epoch">Its name.</param>
/// <param name="Script">
/// The SHA-1 of a lookup script that this run alone knows: its text was sent once, has a random part, and the cache of scripts is
/// neither persisted nor replicated. Whoever answers to it is this run.
/// </param>
/// <param name="Sockets">
/// How many sockets were opened to the only server there is: as long as there are no more, all answers come from this run, and
/// a plain MGET will do. Null when that is not known, or not enough.
/// </param>
/// <param name="FillsFrom">From when on something is filled, by the process's clock: earlier, marks may be lost.</param>
/// <param name="VerifiedAt">When the server was last asked, by the process's clock.</param>
internal sealed record RedisRun(Guid Epoch, RedisValue Script, long? Sockets, long FillsFrom, long VerifiedAt);
