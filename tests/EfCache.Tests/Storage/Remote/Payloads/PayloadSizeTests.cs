using System.Buffers;
using System.Globalization;
using EfCache.Query.Replay;
using EfCache.Storage;
using MessagePack;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>What an entry takes on a server, against a MessagePack array of each row.</summary>
public sealed class PayloadSizeTests
{
    private static readonly string[] Words =
    [
        .. "the quick brown fox jumps over a lazy dog while caches of results wait for the next writer to come".Split(
            ' '
        ),
    ];

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void Ten_mixed_columns_take_less_than_rows_of_MessagePack(int rows)
    {
        var result = Mixed(rows);
        var rowWise = new ArrayBufferWriter<byte>();
        WriteRows(result, rowWise);
        var payload = TestPayload.Encode(result);
        Assert.True(payload.Length < 0.9 * rowWise.WrittenCount, $"{payload.Length} to {rowWise.WrittenCount} bytes");
    }

    [Fact]
    public void One_row_takes_little_beside_its_values_and_its_columns_names()
    {
        var result = Mixed(1);
        var rowWise = new ArrayBufferWriter<byte>();
        WriteRows(result, rowWise);
        var names = result.Columns.Sum(c => c.Name.Length + c.DataTypeName.Length);
        var rest = TestPayload.Encode(result).Length - rowWise.WrittenCount - names;
        Assert.True(rest < 350, $"{rest} bytes");
    }

    private static CachedResult Mixed(int rows)
    {
        var random = new Random(42);
        var ids = Enumerable.Range(1, rows).ToArray();
        return new CachedResult(
            [
                TestPayload.Column("Id", ids),
                TestPayload.Column("Name", Array.ConvertAll(ids, _ => Text(3))),
                TestPayload.Column("Category", Array.ConvertAll(ids, _ => Words[random.Next(8)])),
                TestPayload.Column("Price", Array.ConvertAll(ids, _ => random.Next(100, 100_000) / 100m)),
                TestPayload.Column("Stars", Array.ConvertAll(ids, _ => random.Next(500) / 100.0)),
                TestPayload.Column(
                    "Created",
                    Array.ConvertAll(ids, _ => DateTime.UnixEpoch.AddTicks(10 * random.NextInt64(1L << 50)))
                ),
                TestPayload.Column("Active", Array.ConvertAll(ids, _ => random.Next(2) == 0)),
                TestPayload.Column("Reference", Array.ConvertAll(ids, _ => RandomGuid())),
                TestPayload.Column("Description", Array.ConvertAll(ids, _ => Text(6)), row => row % 5 == 1),
                TestPayload.Column("Stock", Array.ConvertAll(ids, _ => random.NextInt64(5000))),
            ],
            rows,
            0
        );

        string Text(int words) =>
            string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

        Guid RandomGuid()
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }

    /// <summary>As compact as rows get: Guids as bytes, decimals as the text that MessagePack has for them.</summary>
    private static void WriteRows(CachedResult result, ArrayBufferWriter<byte> output)
    {
        using var reader = new ReplayDataReader(result);
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(result.RowCount);
        while (reader.Read())
        {
            writer.WriteArrayHeader(result.Columns.Length);
            for (var i = 0; i < result.Columns.Length; i++)
            {
                Write(ref writer, reader.IsDBNull(i) ? null : reader.GetFieldValue<object>(i));
            }
        }

        writer.Flush();
    }

    private static void Write(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNil();
                break;
            case int number:
                writer.Write(number);
                break;
            case long number:
                writer.Write(number);
                break;
            case double number:
                writer.Write(number);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case DateTime time:
                writer.Write(time);
                break;
            case decimal number:
                writer.Write(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                writer.Write(guid.ToByteArray());
                break;
            case string text:
                writer.Write(text);
                break;
            default:
                throw new InvalidOperationException(value.GetType().Name);
        }
    }
}
