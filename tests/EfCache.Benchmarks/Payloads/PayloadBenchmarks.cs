using System.Buffers;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using EfCache.Benchmarks.Catalog;
using EfCache.Query.Replay;
using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;
using MessagePack;

namespace EfCache.Benchmarks.Payloads;

/// <summary>
/// What a result costs on its way to a cache server and back, against a MessagePack array of each row, read into boxed values. Reading is
/// decoding and every value of every row, by its typed getter.
/// </summary>
[MemoryDiagnoser]
public class PayloadBenchmarks : IDisposable
{
    private static readonly byte[] KeyDigest = new byte[EntryEnvelope.DigestLength];

    private readonly ReplayDataReader _reader = new();
    private readonly ArrayBufferWriter<byte> _rowWise = new();
    private CachedResult _result = new([], 0, 0);
    private PayloadLimits _limits = new(MaxRows: 10_000, MaxBytes: 4 << 20);
    private EntryEnvelope? _envelope;
    private byte[] _payload = [];
    private byte[] _rows = [];

    [Params(1, 100, 1000)]
    public int Rows { get; set; }

    [Params(false, true)]
    public bool Compressed { get; set; }

    [GlobalSetup]
    public void Encode()
    {
        var products = Enumerable.Range(1, Rows).Select(Product.Create).ToArray();
        _result = new CachedResult(
            [
                Column("Id", products, p => p.Id),
                Column("Name", products, p => p.Name),
                Column("Description", products, p => p.Description!),
                Column("Price", products, p => p.Price),
                Column("Weight", products, p => p.Weight),
                Column("Stars", products, p => p.Stars ?? 0),
                Column("IsActive", products, p => p.IsActive),
                Column("DeliveryDay", products, p => (int)p.DeliveryDay),
                Column("CreatedAt", products, p => p.CreatedAt),
                Column("Reference", products, p => p.Reference),
            ],
            Rows,
            0
        );
        _envelope = new EntryEnvelope(
            KeyDigest,
            0,
            new EntryLifetime(TimeSpan.FromMinutes(5)),
            [TagVersion.Of(new Tag("efcache:t:{products}:all"), Guid.NewGuid(), Guid.NewGuid())]
        );
        _limits = _limits with { CompressionThreshold = Compressed ? 0 : int.MaxValue };
        using var output = new PooledBuffer();
        Write(output);
        _payload = output.WrittenSpan.ToArray();
        RowsWrite();
        _rows = _rowWise.WrittenSpan.ToArray();
        Console.WriteLine($"// {_payload.Length} bytes, {_rows.Length} in rows");
    }

    [Benchmark]
    public int PayloadWrite()
    {
        using var output = new PooledBuffer();
        Write(output);
        return output.Length;
    }

    [Benchmark]
    public int PayloadDecode() => Decode().RowCount;

    [Benchmark]
    public long PayloadRead() => Sum(Decode());

    /// <summary>What an entry in the process's memory costs.</summary>
    [Benchmark]
    public long RecordedRead() => Sum(_result);

    [Benchmark]
    public int RowsWrite()
    {
        _rowWise.ResetWrittenCount();
        var writer = new MessagePackWriter(_rowWise);
        writer.WriteArrayHeader(_result.RowCount);
        _reader.Reset(_result);
        while (_reader.Read())
        {
            writer.WriteArrayHeader(_reader.FieldCount);
            writer.Write(_reader.GetInt32(0));
            writer.Write(_reader.GetString(1));
            writer.Write(_reader.IsDBNull(2) ? null : _reader.GetString(2));
            writer.Write(_reader.GetDecimal(3).ToString(CultureInfo.InvariantCulture));
            writer.Write(_reader.GetDouble(4));
            writer.Write(_reader.GetInt32(5));
            writer.Write(_reader.GetBoolean(6));
            writer.Write(_reader.GetInt32(7));
            writer.Write(_reader.GetDateTime(8));
            writer.Write(_reader.GetGuid(9).ToByteArray());
        }

        writer.Flush();
        return _rowWise.WrittenCount;
    }

    [Benchmark(Baseline = true)]
    public long RowsRead()
    {
        var reader = new MessagePackReader(_rows);
        var rows = new object?[reader.ReadArrayHeader()][];
        for (var i = 0; i < rows.Length; i++)
        {
            _ = reader.ReadArrayHeader();
            rows[i] =
            [
                reader.ReadInt32(),
                reader.ReadString(),
                reader.ReadString(),
                decimal.Parse(reader.ReadString()!, CultureInfo.InvariantCulture),
                reader.ReadDouble(),
                reader.ReadInt32(),
                reader.ReadBoolean(),
                reader.ReadInt32(),
                reader.ReadDateTime(),
                new Guid(reader.ReadBytes()!.Value.FirstSpan),
            ];
        }

        return rows.Sum(row => (int)row[0]! + ((string)row[1]!).Length + ((DateTime)row[8]!).Second);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _reader.Dispose();
        GC.SuppressFinalize(this);
    }

    private static RecordedColumn<T> Column<T>(string name, Product[] products, Func<Product, T> value)
    {
        var values = Array.ConvertAll(products, p => value(p));
        var nulls = new NullBits();
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] is null)
            {
                nulls.Set(row);
            }
        }

        return new RecordedColumn<T>(name, typeof(T).Name, typeof(T), nulls, values);
    }

    private CachedResult Decode()
    {
        _ = EntryPayload.Open(_payload, KeyDigest, _limits, out var entry);
        _ = entry!.ReadResult([], out var result);
        return result!;
    }

    private void Write(PooledBuffer output)
    {
        if (!EntryPayloadEncoder.TryEncode(_envelope!, _result, _limits, output, out var whyNot))
        {
            throw new InvalidOperationException(whyNot);
        }
    }

    private long Sum(CachedResult result)
    {
        _reader.Reset(result);
        var sum = 0L;
        while (_reader.Read())
        {
            sum +=
                _reader.GetInt32(0)
                + _reader.GetString(1).Length
                + (_reader.IsDBNull(2) ? 0 : _reader.GetString(2).Length)
                + (_reader.GetDecimal(3) > 5 ? 1 : 0)
                + (long)_reader.GetDouble(4)
                + _reader.GetInt32(5)
                + (_reader.GetBoolean(6) ? 1 : 0)
                + _reader.GetInt32(7)
                + _reader.GetDateTime(8).Second
                + (_reader.GetGuid(9) == Guid.Empty ? 1 : 0);
        }

        return sum;
    }
}
