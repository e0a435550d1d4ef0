namespace EfCache.Consistency.Tests.Model;

/// <summary>One server's run.</summary>
internal struct Server
{
    public byte Epoch;

    /// <summary>1 until a lease has passed since the epoch began.</summary>
    public byte IsYoung;
}
