namespace EfCache.Query;

/// <summary>
/// Why a query that asked to be cached (or that the options or the model ask to be) runs without the cache. The names, in
/// snake case, are the values of the metric's <c>reason</c>.
/// </summary>
internal enum BypassReason
{
    /// <summary>It does not bypass.</summary>
    None,

    /// <summary>Nobody asked for it to be cached: not counted.</summary>
    NotRequested,

    /// <summary>It says <c>NotCacheable()</c>.</summary>
    NotCacheable,

    /// <summary>It reads an entity that <c>IsNeverCached()</c>.</summary>
    NeverCachedEntity,

    /// <summary>It reads what can't be seen (raw SQL, a view, a function) and does not declare what that reads.</summary>
    UndeclaredDependencies,

    /// <summary>It may write: raw SQL that is not plainly a read.</summary>
    MayWrite,

    /// <summary>It calls a function whose result is not determined by its arguments, and did not itself say <c>Cacheable()</c>.</summary>
    NonDeterministic,

    /// <summary>A result column is of a type that can't be kept and given out again.</summary>
    UnsupportedColumn,

    /// <summary>The plan was made without what the analysis needs.</summary>
    UnknownExpression,

    /// <summary>A parameter's value can't be written exactly into the key.</summary>
    UnsupportedParameter,

    /// <summary>The value of <c>VaryBy</c> can't be written exactly into the key.</summary>
    UnsupportedVaryBy,

    /// <summary>The context is in an explicit or ambient transaction.</summary>
    Transaction,

    /// <summary>The context's transaction wrote what the query reads, and hits are served in transactions otherwise.</summary>
    OwnWrite,

    /// <summary>Raw SQL may have set something in the connection, which is open since.</summary>
    SessionState,

    /// <summary>The context has a connection interceptor that may set session state.</summary>
    ConnectionInterceptor,

    /// <summary>The database is private to a connection that is not open.</summary>
    PrivateDatabase,
}
