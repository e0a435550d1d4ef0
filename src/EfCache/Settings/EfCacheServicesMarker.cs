namespace EfCache.Settings;

/// <summary>Says that a service provider has the cache's services, and what settings contexts without their own get.</summary>
internal sealed class EfCacheServicesMarker
{
    /// <summary>
    /// Set by <c>AddEfCacheServices</c>; null when the services came with the options, where the settings are too.
    /// </summary>
    public CacheSettings? Settings { get; set; }
}
