namespace EfCache.InProcess;

/// <summary>Why an entry was removed. The names, in lower case, are the values of the metric's <c>reason</c>.</summary>
internal enum EvictionReason
{
    /// <summary>The store was full.</summary>
    Size,

    /// <summary>Its time to live was over.</summary>
    Expired,

    /// <summary>Something that it depends on was written.</summary>
    Invalidated,
}
