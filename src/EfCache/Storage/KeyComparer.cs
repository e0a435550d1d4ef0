using System.IO.Hashing;
using System.Security.Cryptography;

namespace EfCache.Storage;

/// <summary>
/// Compares keys whole, and hashes them with a seed of this process: what users put into queries ends up in keys, and
/// nobody outside may choose which of them collide.
/// </summary>
internal sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private KeyComparer() { }

    public static KeyComparer Instance { get; } = new();

    /// <summary>All 64 bits, for who remembers a key by its hash alone.</summary>
    public ulong Hash(ReadOnlySpan<byte> key) => XxHash3.HashToUInt64(key, _seed);

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => (int)Hash(obj);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)Hash(alternate);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
