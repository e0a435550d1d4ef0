using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EfCache.Settings;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfCache.Update.Sql;

/// <summary>The plans of the raw SQL that contexts of one model run, so that a text is taken apart once.</summary>
/// <remarks>
/// A text may have values in it. So it is known by its digest, and is not kept; and texts that never come again make room for
/// others. The digest is one that nobody finds a second text for, since the wrong plan would leave old answers in the cache.
/// </remarks>
internal sealed class RawSqlPlans
{
    private const int Capacity = 1_000;

    // By the model, so that they go with it. Providers do not share models.
    private static readonly ConditionalWeakTable<IModel, RawSqlPlans> ByModel = [];

    private readonly ConcurrentDictionary<Digest, RawSqlPlan> _plans = new();
    private readonly SqlTables _tables;
    private readonly SqlDialect _dialect;
    private int _count;

    private RawSqlPlans(IModel model, string providerName)
    {
        _tables = new SqlTables(model, providerName);
        _dialect = SqlDialects.Of(providerName);
    }

    /// <summary>How many are kept, about.</summary>
    public int Count => _plans.Count;

    public static RawSqlPlans Of(IModel model, string providerName) =>
        ByModel.TryGetValue(model, out var plans) ? plans : ByModel.GetValue(model, key => Create(key, providerName));

    public static RawSqlPlans Create(IModel model, string providerName) => new(model, providerName);

    /// <summary>The plan of a text that the session's context is about to run.</summary>
    public static RawSqlPlan Of(string sql, CacheSession session)
    {
        var model = session.Context.Model;
        return Of(model, session.ProviderName).Of(sql, model);
    }

    public RawSqlPlan Of(string sql, IModel model)
    {
        var digest = DigestOf(sql);
        if (_plans.TryGetValue(digest, out var plan))
        {
            return plan;
        }

        plan = RawSqlPlan.Create(sql, model, _tables, _dialect);
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            _plans.Clear();
            Volatile.Write(ref _count, 1);
        }

        _plans[digest] = plan;
        return plan;
    }

    private static Digest DigestOf(string sql)
    {
        Digest digest = default;
        SHA256.HashData(MemoryMarshal.AsBytes(sql.AsSpan()), MemoryMarshal.AsBytes(new Span<Digest>(ref digest)));
        return digest;
    }

    private readonly record struct Digest(UInt128 First, UInt128 Second);
}
