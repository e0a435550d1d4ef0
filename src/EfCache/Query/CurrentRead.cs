namespace EfCache.Query;

/// <summary>
/// The read of the database that the caller is inside of: an interceptor that runs a query while another is read must not wait
/// for that one, which waits for the interceptor.
/// </summary>
internal static class CurrentRead
{
    private static readonly AsyncLocal<QueryReader?> Reader = new();

    /// <summary>Whether the caller is inside of a read that is not its own.</summary>
    public static bool IsAnother(QueryReader reader) => Reader.Value is { } current && current != reader;

    /// <summary>To be called where the read begins; the value goes with its async method, or until <see cref="End"/>.</summary>
    /// <returns>What to end it with.</returns>
    public static QueryReader? Begin(QueryReader reader)
    {
        var outer = Reader.Value;
        Reader.Value = reader;
        return outer;
    }

    public static void End(QueryReader? outer) => Reader.Value = outer;
}
