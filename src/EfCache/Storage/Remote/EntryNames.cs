using System.Buffers.Text;

namespace EfCache.Storage.Remote;

/// <summary>
/// The names of entries on a server, for people to find them by: <c>shop:e:orders:</c> and the digest of the key. The table is
/// the first that the entry depends on; <c>q</c> stands for none.
/// </summary>
internal static class EntryNames
{
    private const string NoTable = "q";

    public static string Of(IReadOnlyList<Tag> tags, ReadOnlySpan<byte> keyDigest)
    {
        var prefix = TagNames.FindPrefix(tags);
        var table = NoTable.AsSpan();
        foreach (var tag in tags)
        {
            if (TagNames.TryFindTable(tag, prefix, out table))
            {
                break;
            }

            table = NoTable;
        }

        return $"{prefix}:e:{table}:{Base64Url.EncodeToString(keyDigest)}";
    }
}
