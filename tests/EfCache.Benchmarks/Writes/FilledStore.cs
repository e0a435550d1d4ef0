using System.Buffers.Binary;
using System.Globalization;
using EfCache.Benchmarks.Catalog;
using EfCache.Query.Replay;
using EfCache.Storage;

namespace EfCache.Benchmarks.Writes;

/// <summary>
/// A store that is full of entries for the products' table: every other one depends on one row of it, the rest on all.
/// </summary>
/// <remarks>
/// The entries are put into the store directly, each with a small result of its own: a million queries would take minutes
/// before each group, and their results gigabytes.
/// </remarks>
internal sealed class FilledStore
{
    private static readonly EntryLifetime Day = new(TimeSpan.FromDays(1));
    private static readonly string Prefix = "efcache";
    private static readonly string Table = TagNames.Table(Prefix, schema: null, nameof(CatalogContext.Products));

    private readonly InProcessStore _store = new(new InProcessStoreOptions { SizeLimit = 16L << 30 });

    public FilledStore(int entries)
    {
        for (var i = 1; i <= entries / 2; i++)
        {
            Fill(new Request(i, isRow: true), i);
            Fill(new Request(i, isRow: false), i);
        }

        if (_store.Count != entries)
        {
            throw new InvalidOperationException(
                $"The store has {_store.Count} entries where it should have {entries}."
            );
        }
    }

    public InProcessStore Store => _store;

    /// <summary>Proves that the entries are what the write invalidates, and no more than that.</summary>
    public void Verify(WriteKind kind, Action<int> write)
    {
        const int Written = 7;
        const int Other = 8;
        if (!IsCached(Written, isRow: true) || !IsCached(Other, isRow: true) || !IsCached(Other, isRow: false))
        {
            throw new InvalidOperationException("An entry is not in the store.");
        }

        write(Written);
        var isInsert = kind == WriteKind.Insert;
        if (
            IsCached(Other, isRow: false)
            || IsCached(Written, isRow: true) != isInsert
            || !IsCached(Other, isRow: true)
        )
        {
            throw new InvalidOperationException($"{kind} does not invalidate what it should.");
        }
    }

    private bool IsCached(int id, bool isRow) => _store.Store.Lookup(new Request(id, isRow)).Result is not null;

    private void Fill(Request request, int id)
    {
        using var ticket = _store.Store.TakeTicket(request, default);
        var ids = new RecordedColumn<int>("Id", "INTEGER", typeof(long), default, [id]);
        var names = new RecordedColumn<string>("Name", "TEXT", typeof(string), default, [$"Product {id}"]);
        _store.Store.Fill(ticket, new CachedResult([ids, names], 1, size: 400), Day);
    }

    private sealed class Request : CacheRequest
    {
        // About as long as the key of a query is.
        private readonly byte[] _key = new byte[120];

        public Request(int id, bool isRow)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_key, id);
            _key[4] = isRow ? (byte)1 : (byte)0;
            Tags = isRow
                ?
                [
                    TagNames.Everything(Prefix),
                    TagNames.Bulk(Table),
                    TagNames.Row(Table, ["Id"], [id.ToString(CultureInfo.InvariantCulture)]),
                ]
                : [TagNames.Everything(Prefix), TagNames.All(Table)];
        }

        public override ReadOnlySpan<byte> Key => _key;

        public override ReadOnlySpan<Type?> ValueTypes => [];

        public override IReadOnlyList<Tag> Tags { get; }
    }
}
