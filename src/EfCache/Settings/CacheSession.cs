using System.Data.Common;
using EfCache.Diagnostics;
using EfCache.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EfCache.Settings;

/// <summary>The cache as one context sees it: its settings, its store, and what else of the context matters to both sides.</summary>
internal sealed class CacheSession
{
    private readonly IDbContextOptions _options;
    private readonly IServiceProvider _provider;
    private bool? _usesCommandDoor;
    private bool? _hasGivenConnection;
    private bool _hasRawTransaction;
    private bool _hasRawState;
    private bool _isUntrustedInterceptorKnown;
    private string? _untrustedInterceptor;

    public CacheSession(
        ICurrentDbContext currentContext,
        IDbContextOptions options,
        CacheSettings settings,
        IServiceProvider provider,
        IDiagnosticsLogger<DbLoggerCategory.Query> queryLogger,
        IDiagnosticsLogger<DbLoggerCategory.Update> updateLogger,
        DatabaseProviderName providerName
    )
    {
        _options = options;
        _provider = provider;
        Context = currentContext.Context;
        Settings = settings;
        Store = Settings.Store.Open(settings, options);
        ProviderName = providerName.Value;
        Diagnostics = new CacheDiagnostics(queryLogger, updateLogger);
    }

    public DbContext Context { get; }

    public CacheSettings Settings { get; }

    public CacheStore Store { get; }

    /// <summary>The database provider's name, as EF Core has it.</summary>
    public string ProviderName { get; }

    public CacheDiagnostics Diagnostics { get; }

    /// <summary>Hits go through EF's command interceptors: the context has some that are not ours, or the user wants it.</summary>
    public bool UsesCommandDoor =>
        _usesCommandDoor ??=
            Settings.RunCommandInterceptorsOnHits
            ?? ForeignInterceptors.Find<IDbCommandInterceptor>(_options, _provider) is not null;

    /// <summary>A connection interceptor that may set session state of which nothing is known; null if there is none.</summary>
    public string? UntrustedInterceptor
    {
        get
        {
            if (!_isUntrustedInterceptorKnown)
            {
                _untrustedInterceptor = FindUntrustedInterceptor();
                _isUntrustedInterceptorKnown = true;
            }

            return _untrustedInterceptor;
        }
    }

    /// <summary>What the names of this context's tags begin with.</summary>
    /// <exception cref="InvalidOperationException"><c>WithDatabaseIdentity</c> gave nothing.</exception>
    public string TagPrefix =>
        Settings.DatabaseIdentity is { } identity
            ? TagNames.Prefix(Settings.KeyPrefix, identity(Context))
            : Settings.KeyPrefix;

    /// <summary>
    /// Raw SQL began a transaction that EF Core knows nothing of: what the context reads now may never be committed.
    /// </summary>
    public bool HasRawTransaction
    {
        get => _hasRawTransaction;
        set
        {
            if (value != _hasRawTransaction)
            {
                RawConnections.NoteTransaction(Connection, value);
            }

            _hasRawTransaction = value;
        }
    }

    /// <summary>
    /// Raw SQL may have set something in the connection that changes what queries return, and for which <c>VaryBy</c> is not
    /// there.
    /// </summary>
    public bool HasRawState
    {
        get => _hasRawState;
        set
        {
            if (value && !_hasRawState)
            {
                RawConnections.NoteSetting(Connection);
            }

            _hasRawState = value;
        }
    }

    /// <summary>
    /// The connection is not the context's own but was given to it, so that others may use it too, and begin transactions on it.
    /// </summary>
    public bool HasGivenConnection =>
        _hasGivenConnection ??= RelationalOptionsExtension.Extract(_options).Connection is not null;

    /// <summary>Whether the transaction that the context is in wrote one of the tags.</summary>
    public bool HasWritten(IReadOnlyList<Tag> tags) => _provider.GetRequiredService<IOwnWrites>().IncludeAny(tags);

    /// <summary>The connection was closed, and what raw SQL left behind in it is gone.</summary>
    public void ForgetRawSql()
    {
        _hasRawTransaction = false;
        _hasRawState = false;
    }

    /// <summary>Logs what has happened to the store, if nobody else did before.</summary>
    public void ReportStore()
    {
        if (Store.TakeNews() is { } news)
        {
            Diagnostics.LogStore(Context, Store.Name, news.IsAvailable, news.Why);
        }
    }

    public static CacheSession Of(DbContext context) => context.GetService<CacheSession>();

    private DbConnection Connection => _provider.GetRequiredService<IRelationalConnection>().DbConnection;

    private string? FindUntrustedInterceptor() =>
        Settings.VaryBy is null && !Settings.TrustConnectionInterceptors
            ? ForeignInterceptors.Find<IDbConnectionInterceptor>(_options, _provider)?.GetType().Name
            : null;
}
