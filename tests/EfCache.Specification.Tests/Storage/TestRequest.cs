using System.Text;
using EfCache.Storage;

namespace EfCache.Specification.Tests.Storage;

/// <summary>A request whose key and tags are given, and may be changed as the owner of a reused request does.</summary>
internal sealed class TestRequest(byte[] key, params Tag[] tags) : CacheRequest
{
    public TestRequest(string key, params Tag[] tags)
        : this(Encoding.UTF8.GetBytes(key), tags) { }

    public byte[] KeyBytes { get; } = key;

    public int TagsAsked { get; private set; }

    public override ReadOnlySpan<byte> Key => KeyBytes;

    public override ReadOnlySpan<Type?> ValueTypes => [];

    public override IReadOnlyList<Tag> Tags
    {
        get
        {
            TagsAsked++;
            return tags;
        }
    }
}
