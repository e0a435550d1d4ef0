namespace EfCache.Tests.Query.Replay;

internal sealed class WideRow
{
    public required string Key { get; set; }
    public int Row { get; set; }
    public int? Int { get; set; }
    public long? Long { get; set; }
    public short? Short { get; set; }
    public byte? Byte { get; set; }
    public sbyte? SByte { get; set; }
    public ushort? UShort { get; set; }
    public uint? UInt { get; set; }
    public ulong? ULong { get; set; }
    public bool? Bool { get; set; }
    public DayOfWeek? Enum { get; set; }
    public DayOfWeek? EnumAsText { get; set; }
    public char? Char { get; set; }
    public char? CharAsInteger { get; set; }
    public double? Double { get; set; }
    public float? Float { get; set; }
    public decimal? Decimal { get; set; }
    public string? String { get; set; }
    public Guid? Guid { get; set; }
    public Guid? GuidAsBlob { get; set; }
    public DateTime? DateTime { get; set; }
    public DateTimeOffset? DateTimeOffset { get; set; }
    public DateOnly? DateOnly { get; set; }
    public TimeOnly? TimeOnly { get; set; }
    public TimeSpan? TimeSpan { get; set; }
    public byte[]? Bytes { get; set; }
    public List<int>? Ints { get; set; }
    public Uri? Uri { get; set; }
}
