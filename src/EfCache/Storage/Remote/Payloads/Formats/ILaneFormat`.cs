namespace EfCache.Storage.Remote.Payloads.Formats;

/// <summary>How values of a fixed size are numbers of 64 bits: a low one, and a high one where one is not enough.</summary>
/// <remarks>A format is a part of the wire format: it never changes. Members are static, so that nothing is called through a table.</remarks>
internal interface ILaneFormat<T>
{
    /// <summary>Whether there is a high number; else it is 0.</summary>
    static abstract bool HasHigh { get; }

    /// <summary>Whether any numbers are a value.</summary>
    static abstract bool IsAlwaysValid { get; }

    static abstract (long Low, long High) Write(T value);

    static abstract bool IsValid(long low, long high);

    /// <summary>The value of numbers that are valid.</summary>
    static abstract T Read(long low, long high);
}
