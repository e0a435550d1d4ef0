namespace EfCache.Settings;

/// <summary>The options extension, as those below it see it.</summary>
internal interface ICacheSettingsSource
{
    CacheSettings Settings { get; }
}
