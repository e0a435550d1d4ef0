using EfCache.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Settings;

/// <summary>Where the entries are kept, as chosen in the options; opened by the first context that asks.</summary>
internal abstract class StoreChoice
{
    /// <summary>The in-process store that the whole process shares, with its default limits.</summary>
    public static readonly StoreChoice Default = new SharedInProcessStoreChoice(sizeLimit: null);

    /// <summary>The option that chose it, for messages.</summary>
    public abstract string Option { get; }

    /// <summary>Whether the user chose it, so that another choice is a contradiction.</summary>
    public virtual bool IsExplicit => true;

    /// <summary>The store, the same at each call with alike settings.</summary>
    /// <param name="settings">The context's cache settings.</param>
    /// <param name="options">All of the context's options, for what is in the application's services.</param>
    /// <exception cref="InvalidOperationException">The choice contradicts an earlier one of the same process, or can't be met.</exception>
    public abstract CacheStore Open(CacheSettings settings, IDbContextOptions options);
}
