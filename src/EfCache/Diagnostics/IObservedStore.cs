namespace EfCache.Diagnostics;

/// <summary>A store whose sizes the meter shows.</summary>
internal interface IObservedStore
{
    /// <summary>The value of <c>store</c> in its measurements.</summary>
    string Name { get; }

    long EntryCount { get; }

    /// <summary>In bytes.</summary>
    long Size { get; }

    /// <summary>How many entries left the store, by reason.</summary>
    IEnumerable<KeyValuePair<string, long>> Evictions { get; }
}
