using System.Collections;
using System.Net;
using System.Net.NetworkInformation;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;
using MessagePack;

namespace EfCache.Tests.Storage.Remote.Payloads;

/// <summary>
/// What was written once is read for as long as its version is, and the same bytes are written as long as the version is the
/// current one: instances of an application's old and new version run side by side. A change of the format is a new version, with a new folder.
/// </summary>
public sealed class PayloadSnapshotTests
{
    private const string Version1 = "v1";

    public static TheoryData<string> Names => [.. Results.Keys];

    private static Dictionary<string, CachedResult> Results { get; } =
        new()
        {
            ["empty"] = new CachedResult([TestPayload.Column("Id", Array.Empty<int>())], 0, 0),
            ["numbers"] = Rows(
                4,
                TestPayload.Column("bool", [true, false, true, true]),
                TestPayload.Column<byte>("byte", [0, 1, 254, 255]),
                TestPayload.Column<sbyte>("sbyte", [-128, 0, 1, 127]),
                TestPayload.Column<short>("short", [-5, 0, 5, 500], row => row == 1),
                TestPayload.Column<ushort>("ushort", [0, 1, 2, ushort.MaxValue]),
                TestPayload.Column("int", [7, 7, 7, 7]),
                TestPayload.Column<uint>("uint", [0, 10, 20, 30]),
                TestPayload.Column("long", [long.MinValue, -1, 0, long.MaxValue]),
                TestPayload.Column<ulong>("ulong", [0, 1, 2, ulong.MaxValue]),
                TestPayload.Column<Int128>("Int128", [Int128.MinValue, -1, 0, 1]),
                TestPayload.Column<UInt128>("UInt128", [UInt128.MaxValue, 0, 1, 2]),
                TestPayload.Column("Half", [Half.NaN, Half.One, Half.NegativeZero, Half.Epsilon]),
                TestPayload.Column("float", [1.5f, -0f, float.NaN, 0.1f]),
                TestPayload.Column("double", [0.5, 4.5, 3, 2.5]),
                TestPayload.Column("all null", [0.5, 4.5, 3, 2.5], _ => true),
                TestPayload.Column("decimal", [1.0m, 1.00m, -0.0m, 12345678901234567890.01m]),
                TestPayload.Column("char", ['a', 'ü', '\ud800', '\0']),
                TestPayload.Column("enum", [DayOfWeek.Friday, DayOfWeek.Sunday, DayOfWeek.Monday, (DayOfWeek)77])
            ),
            ["times"] = Rows(
                2,
                TestPayload.Column(
                    "DateTime",
                    [
                        new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                        new DateTime(2025, 1, 2, 3, 5, 5, DateTimeKind.Local),
                    ]
                ),
                TestPayload.Column(
                    "DateTimeOffset",
                    [DateTimeOffset.UnixEpoch, new DateTimeOffset(2025, 1, 2, 3, 4, 5, new TimeSpan(5, 30, 0))]
                ),
                TestPayload.Column("DateOnly", [DateOnly.MinValue, DateOnly.MaxValue]),
                TestPayload.Column("TimeOnly", [TimeOnly.MinValue, TimeOnly.MaxValue]),
                TestPayload.Column("TimeSpan", [TimeSpan.MinValue, TimeSpan.FromHours(1.5)]),
                TestPayload.Column("Guid", [new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), Guid.Empty])
            ),
            ["text"] = Rows(
                12,
                TestPayload.Column("plain", [.. Enumerable.Range(0, 12).Select(i => $"näme {i}")], row => row == 5),
                TestPayload.Column("few", [.. Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? "red" : "grün")]),
                TestPayload.Column("odd", [.. Enumerable.Range(0, 12).Select(i => i == 7 ? "\ud83d" : $"{i}")]),
                TestPayload.Column("few odd", [.. Enumerable.Range(0, 12).Select(i => i == 7 ? "\udc00" : "even")])
            ),
            ["others"] = Rows(
                2,
                TestPayload.Column<byte[]>(
                    "bytes",
                    [
                        [1, 2, 3],
                        [],
                    ]
                ),
                TestPayload.Column("BigInteger", [BigInteger.MinusOne, BigInteger.Pow(3, 100)]),
                TestPayload.Column(
                    "Uri",
                    [new Uri("https://example.com/?q=1"), new Uri("/relative", UriKind.Relative)]
                ),
                TestPayload.Column("Version", [new Version(1, 2), new Version(1, 2, 3, 4)]),
                TestPayload.Column("IPAddress", [IPAddress.Parse("10.1.2.3"), IPAddress.Parse("fe80::1%7")]),
                TestPayload.Column("IPNetwork", [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")]),
                TestPayload.Column(
                    "PhysicalAddress",
                    [PhysicalAddress.None, PhysicalAddress.Parse("00-11-22-33-44-55")]
                ),
                TestPayload.Column("BitArray", [new BitArray([true, false, true]), new BitArray(0)]),
                TestPayload.Column(
                    "JsonDocument",
                    [JsonDocument.Parse("""{"b":1.50,"a":[]}"""), JsonDocument.Parse("1")]
                ),
                TestPayload.Column("JsonElement", [JsonElement.Parse("[1e400]"), JsonElement.Parse("null")]),
                TestPayload.Column<Dictionary<string, string?>>("hstore", [new() { ["a"] = "1", ["b"] = null }, []]),
                TestPayload.Column<int[]>(
                    "int[]",
                    [
                        [1, 2, 3],
                        [],
                    ]
                ),
                TestPayload.Column<List<int?>>(
                    "List<int?>",
                    [
                        [1, null],
                        [null],
                    ]
                ),
                TestPayload.Column<string[]>(
                    "string[]",
                    [
                        ["a", null!],
                        ["ü"],
                    ]
                ),
                TestPayload.Column<byte[][]>(
                    "byte[][]",
                    [
                        [
                            [1],
                            [],
                        ],
                        [],
                    ]
                ),
                TestPayload.Column<DayOfWeek[]>(
                    "enum[]",
                    [
                        [DayOfWeek.Friday],
                        [],
                    ]
                )
            ),
            ["compressed"] = Rows(
                100,
                TestPayload.Column("text", [.. Enumerable.Range(0, 100).Select(i => $"number {i}")])
            ),
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void Snapshot_of_version_1_is_read(string name)
    {
        var expected = Results[name];
        var read = TestPayload.Decode(Snapshot(Version1, name), [.. expected.Columns.Select(c => c.ValueType)]);
        Assert.Equal(TestPayload.Text(expected), TestPayload.Text(read));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Current_version_is_written_as_it_was(string name) =>
        Assert.Equal(
            Convert.ToHexString(Snapshot($"v{PayloadPrefix.Version}", name)),
            Convert.ToHexString(Encode(name))
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Snapshot_is_one_array_to_whoever_reads_MessagePack(string name)
    {
        var reader = new MessagePackReader(Snapshot(Version1, name));
        Assert.Equal(MessagePackType.Array, reader.NextMessagePackType);
        reader.Skip();
        Assert.True(reader.End);
    }

    // They are what a fuzzer starts from: of one that it refuses it would never see the values.
    [Theory]
    [MemberData(nameof(Names))]
    public void Snapshot_is_read_by_what_a_fuzzer_calls(string name) =>
        Assert.Equal(PayloadOutcome.Ok, PayloadFuzz.Read(Snapshot(Version1, name)));

    [Fact]
    public void Every_snapshot_is_of_a_known_result()
    {
        var folder = $"{typeof(PayloadSnapshotTests).Namespace}.Snapshots.{Version1}.";
        Assert.Equal(
            Results.Keys.Order(StringComparer.Ordinal),
            typeof(PayloadSnapshotTests)
                .Assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
                .Select(n => n[folder.Length..^".hex".Length])
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>For a new version only, into its own folder: those of a version that was released never change.</summary>
    [Fact(Explicit = true)]
    public void Write_snapshots()
    {
        var folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "Snapshots", $"v{PayloadPrefix.Version}");
        Directory.CreateDirectory(folder);
        foreach (var name in Results.Keys)
        {
            var lines = Encode(name).Chunk(32).Select(Convert.ToHexString);
            File.WriteAllText(Path.Combine(folder, $"{name}.hex"), string.Join('\n', lines) + "\n");
        }

        Assert.Equal(Results.Count, Directory.GetFiles(folder).Length);
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;

    private static CachedResult Rows(int count, params ResultColumn[] columns) => new(columns, count, 0);

    private static byte[] Encode(string name) =>
        TestPayload.Encode(
            Results[name],
            TestPayload.Limits with
            {
                CompressionThreshold = name == "compressed" ? 0 : int.MaxValue,
            }
        );

    private static byte[] Snapshot(string version, string name)
    {
        using var stream = typeof(PayloadSnapshotTests).Assembly.GetManifestResourceStream(
            typeof(PayloadSnapshotTests),
            $"Snapshots.{version}.{name}.hex"
        );
        using var reader = new StreamReader(stream!);
        return Convert.FromHexString(reader.ReadToEnd().ReplaceLineEndings(""));
    }
}
