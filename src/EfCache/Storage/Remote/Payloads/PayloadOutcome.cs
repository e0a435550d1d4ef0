namespace EfCache.Storage.Remote.Payloads;

/// <summary>What came of decoding a payload. Anything but <see cref="Ok"/> is a miss; none is ever an exception.</summary>
internal enum PayloadOutcome
{
    Ok,

    /// <summary>It ends before it says that it does.</summary>
    Truncated,

    /// <summary>It is of another version of the format: written by an older or newer version of the library.</summary>
    WrongVersion,

    /// <summary>It is none of our payloads, or its bytes are not those that were written.</summary>
    Corrupt,

    /// <summary>It has, or would become, more than this reader's limits allow.</summary>
    TooLarge,

    /// <summary>It was stored for another key.</summary>
    OtherKey,

    /// <summary>It is whole, but its columns are not of the types that the query reads.</summary>
    OtherTypes,
}
