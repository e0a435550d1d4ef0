using System.Data;
using EfCache.Query.Keys;
using EfCache.Settings;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfCache.Query;

/// <summary>
/// One execution of a query: decides whether it is cached, and knows its key and tags. Kept by a command, and reused at each of
/// its executions.
/// </summary>
internal sealed class QueryRequest : CacheRequest
{
    private readonly KeyBuffer _key = new();
    private IReadOnlyDictionary<string, object?>? _parameters;
    private IReadOnlyList<Tag>? _tags;
    private CachedPlan? _plan;
    private DatabaseScope? _scope;
    private string? _scopeConnectionString;

    public override ReadOnlySpan<byte> Key => _key.Written;

    public override IReadOnlyList<Tag> Tags => _tags ??= _plan!.TagsOf(_parameters);

    public override ReadOnlySpan<Type?> ValueTypes => Template.ValueTypes;

    public QueryTemplate Template { get; private set; } = null!;

    public CacheSession Session { get; private set; } = null!;

    public ResolvedPolicy Policy => _plan!.Policy;

    /// <summary>A tag that the result does not depend on, as its number of rows tells; null when there is none.</summary>
    public Tag? NotNeeded(int rows) => _plan!.NotNeeded(Tags, rows);

    /// <summary>
    /// The query is in a transaction that may be served hits: it is looked up, but takes no ticket, stores nothing, and neither
    /// shares another's read nor is shared (rule 8).
    /// </summary>
    public bool IsLookupOnly { get; private set; }

    /// <summary>Makes the request ready for one execution.</summary>
    /// <param name="template">The query.</param>
    /// <param name="plan">The query's plan for the session.</param>
    /// <param name="session">The context's cache.</param>
    /// <param name="connection">The context's connection.</param>
    /// <param name="parameters">The values of EF Core's parameters.</param>
    /// <returns>Why the query runs without the cache, or <see cref="BypassReason.None"/>: then key and tags are there.</returns>
    public BypassReason Prepare(
        QueryTemplate template,
        CachedPlan plan,
        CacheSession session,
        IRelationalConnection connection,
        IReadOnlyDictionary<string, object?>? parameters
    )
    {
        Template = template;
        Session = session;
        _parameters = parameters;
        _tags = null;
        _plan = plan;
        IsLookupOnly = false;
        if (plan.Policy.Bypass != BypassReason.None)
        {
            return plan.Policy.Bypass;
        }

        if (ReadTransaction.Contains(connection, session))
        {
            if (!ReadTransaction.MayBeServed(connection, session))
            {
                return BypassReason.Transaction;
            }

            IsLookupOnly = true;
        }
        else if (
            (session.HasRawTransaction || session.HasRawState)
            && StateOfRawSql(connection) is var state and not BypassReason.None
        )
        {
            return state;
        }

        if (session.UntrustedInterceptor is not null)
        {
            return BypassReason.ConnectionInterceptor;
        }

        return IsLookupOnly && session.HasWritten(Tags) ? BypassReason.OwnWrite : WriteKey(connection);
    }

    /// <summary>Adds to the key what only a command tells: a part of the command's text or parameters that is not EF's own.</summary>
    public KeyBuffer KeyForAppending => _key;

    /// <summary>
    /// Lets go of what the caller gave, so that a command that waits for its next use keeps nothing of this one alive.
    /// </summary>
    public void Release()
    {
        _parameters = null;
        _tags = null;
    }

    private BypassReason StateOfRawSql(IRelationalConnection connection)
    {
        if (connection.DbConnection.State == ConnectionState.Closed)
        {
            Session.ForgetRawSql();
            return BypassReason.None;
        }

        return Session.HasRawTransaction ? BypassReason.Transaction
            : Session.Settings.VaryBy is null ? BypassReason.SessionState
            : BypassReason.None;
    }

    private BypassReason WriteKey(IRelationalConnection connection)
    {
        if (ScopeOf(connection) is not { } scope)
        {
            return BypassReason.PrivateDatabase;
        }

        _key.Clear();
        _key.WriteRaw(scope.Digest);
        _key.WriteRaw(Template.Digest);
        _key.WriteRaw(_plan!.Promise);
        if (Session.Settings.VaryBy is { } varyBy && !ExactValue.TryWrite(_key, varyBy(Session.Context)))
        {
            return BypassReason.UnsupportedVaryBy;
        }

        foreach (var parameter in Template.Plan.Parameters)
        {
            if (!parameter.TryWrite(_key, _parameters))
            {
                return BypassReason.UnsupportedParameter;
            }
        }

        return BypassReason.None;
    }

    private DatabaseScope? ScopeOf(IRelationalConnection connection)
    {
        // A command stays with one connection object, whose database changes only with its connection string; a private
        // database comes and goes, and is asked for each time.
        var connectionString = connection.ConnectionString;
        if (
            _scope is { } known
            && connectionString is not null
            && ReferenceEquals(connectionString, _scopeConnectionString)
        )
        {
            return known;
        }

        var scope = DatabaseScope.Of(connection, Session);
        _scope = scope?.IsStable == true ? scope : null;
        _scopeConnectionString = connectionString;
        return scope;
    }
}
