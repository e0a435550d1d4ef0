namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>
/// The numbers by which payloads name types. No payload holds the name of a type, and none makes one be loaded: a number is one of
/// these, or unknown.
/// </summary>
/// <remarks>
/// A part of the wire format: a number is never changed and never used again. A code is up to four numbers, the outermost in the lowest byte:
/// <see cref="ArrayOf"/>, <see cref="NullableOf"/>, <see cref="Int32"/> is 0x067271.
/// </remarks>
internal static class TypeCodes
{
    public const byte Boolean = 0x01;
    public const byte Byte = 0x02;
    public const byte SByte = 0x03;
    public const byte Int16 = 0x04;
    public const byte UInt16 = 0x05;
    public const byte Int32 = 0x06;
    public const byte UInt32 = 0x07;
    public const byte Int64 = 0x08;
    public const byte UInt64 = 0x09;
    public const byte Int128 = 0x0a;
    public const byte UInt128 = 0x0b;
    public const byte Half = 0x0c;
    public const byte Single = 0x0d;
    public const byte Double = 0x0e;
    public const byte Decimal = 0x0f;
    public const byte Char = 0x10;
    public const byte Guid = 0x11;
    public const byte DateTime = 0x12;
    public const byte DateTimeOffset = 0x13;
    public const byte DateOnly = 0x14;
    public const byte TimeOnly = 0x15;
    public const byte TimeSpan = 0x16;

    public const byte String = 0x20;
    public const byte Bytes = 0x21;
    public const byte BigInteger = 0x22;
    public const byte Uri = 0x23;
    public const byte Version = 0x24;
    public const byte IPAddress = 0x25;
    public const byte IPNetwork = 0x26;
    public const byte PhysicalAddress = 0x27;
    public const byte BitArray = 0x28;
    public const byte JsonDocument = 0x29;
    public const byte JsonElement = 0x2a;

    /// <summary>Of a string to a string or null, as PostgreSQL's hstore.</summary>
    public const byte StringDictionary = 0x2b;

    /// <summary>Of a field whose values no type of theirs describes: never of values.</summary>
    public const byte Object = 0x60;

    /// <inheritdoc cref="Object"/>
    public const byte AnyArray = 0x61;

    /// <summary>Followed by its underlying type. Which enum it is, only the query knows.</summary>
    public const byte EnumOf = 0x70;

    public const byte ArrayOf = 0x71;
    public const byte NullableOf = 0x72;
    public const byte ListOf = 0x73;

    /// <summary>The code of a type made of another; 0 if it would have more than four numbers.</summary>
    public static uint Compose(byte outer, uint inner) => inner > 0xff_ffff ? 0 : (inner << 8) | outer;
}
