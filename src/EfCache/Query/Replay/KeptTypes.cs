using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EfCache.Query.Replay;

/// <summary>
/// Which types can be kept, and how. What is not known to be immutable or copyable is refused: a shared mutable value
/// would let one user's edit poison what the next one reads.
/// </summary>
internal static class KeptTypes
{
    private const int ObjectSize = 32;

    private static readonly ConcurrentDictionary<Type, KeptType?> Found = new();

    private static readonly MethodInfo CreateMethod = Method(nameof(Create));

    private static readonly Dictionary<Type, KeptType> Listed = new()
    {
        [typeof(string)] = new KeptType<string>(size: static s => ObjectSize + (2L * s.Length)),
        [typeof(Uri)] = new KeptType<Uri>(size: static u => 256 + (8L * u.OriginalString.Length)),
        [typeof(Version)] = new KeptType<Version>(size: static _ => ObjectSize),
        [typeof(PhysicalAddress)] = new KeptType<PhysicalAddress>(size: static _ => 3 * ObjectSize),
        [typeof(BigInteger)] = new KeptType<BigInteger>(size: static n => ObjectSize + n.GetByteCount()),

        // An address's scope can be set.
        [typeof(IPAddress)] = new KeptType<IPAddress>(CopyAddress, size: static _ => 4 * ObjectSize),
        [typeof(IPNetwork)] = new KeptType<IPNetwork>(
            static n => new IPNetwork(CopyAddress(n.BaseAddress), n.PrefixLength),
            size: static _ => 4 * ObjectSize
        ),

        [typeof(BitArray)] = new KeptType<BitArray>(
            static b => new BitArray(b),
            size: static b => (2 * ObjectSize) + (b.Length / 8)
        ),
        [typeof(MemoryStream)] = new KeptType<MemoryStream>(CopyStream, size: static s => (4 * ObjectSize) + s.Length),
        [typeof(Stream)] = new KeptType<Stream>(CopyStream, size: static s => (4 * ObjectSize) + s.Length),

        // A document can be disposed of, and takes its elements with it: unless they are clones.
        [typeof(JsonDocument)] = new KeptType<JsonDocument>(
            static d => JsonDocument.Parse(TextOf(d.RootElement)),
            size: static d => SizeOfJson(d.RootElement)
        ),
        [typeof(JsonElement)] = new KeptType<JsonElement>(
            static e => e.Clone(),
            sharedOnceOwned: true,
            size: SizeOfJson
        ),
    };

    /// <summary>
    /// Immutable types of libraries that are not referenced here, by name and assembly. Not among them: tsquery, path,
    /// polygon, cube and geometries, whose parts can be changed.
    /// </summary>
    private static readonly Dictionary<string, string> ListedByName = new()
    {
        ["NpgsqlTypes.NpgsqlTsVector"] = "Npgsql",
        ["NpgsqlTypes.NpgsqlInet"] = "Npgsql",
        ["NpgsqlTypes.NpgsqlCidr"] = "Npgsql",
        ["NodaTime.Period"] = "NodaTime",
        ["NodaTime.ZonedDateTime"] = "NodaTime",
        ["NodaTime.DateInterval"] = "NodaTime",
        ["NodaTime.DateTimeZone"] = "NodaTime",
    };

    private static readonly Dictionary<Type, MethodInfo> Collections = new()
    {
        [typeof(List<>)] = Method(nameof(List)),
        [typeof(HashSet<>)] = Method(nameof(Set)),
        [typeof(Dictionary<,>)] = Method(nameof(Map)),
        [typeof(ImmutableArray<>)] = Method(nameof(FixedArray)),
        [typeof(ImmutableList<>)] = Method(nameof(FixedList)),
        [typeof(ImmutableDictionary<,>)] = Method(nameof(FixedMap)),
    };

    public static bool TryFind(
        Type type,
        [NotNullWhen(true)] out KeptType? kept,
        [NotNullWhen(false)] out string? whyNot
    )
    {
        kept = Found.GetOrAdd(type, static t => Invoke(CreateMethod, t));
        whyNot = kept is null
            ? $"values of the type {type} might be changed by whoever reads them, and cannot be copied"
            : null;
        return kept is not null;
    }

    private static KeptType? Create<T>()
    {
        var type = typeof(T);
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            return new KeptType<T>();
        }

        if (Listed.TryGetValue(type, out var listed))
        {
            return listed;
        }

        if (ListedByName.TryGetValue(type.FullName ?? "", out var assembly))
        {
            return type.Assembly.GetName().Name == assembly
                ? new KeptType<T>(size: static v => 64 + (8L * v!.ToString()!.Length))
                : null;
        }

        if (type.IsArray)
        {
            return type.IsSZArray
                ? Invoke(Method(nameof(Array)), type.GetElementType()!)
                : Invoke(Method(nameof(Grid)), type, type.GetElementType()!);
        }

        return type.IsGenericType && Collections.TryGetValue(type.GetGenericTypeDefinition(), out var collection)
            ? Invoke(collection, type.GetGenericArguments())
            : null;
    }

    private static KeptType<T[]>? Array<T>() =>
        Of<T>() is not { } element
            ? null
            : new KeptType<T[]>(
                element.IsImmutable
                    ? static a => (T[])a.Clone()
                    : a => System.Array.ConvertAll(a, e => e is null ? e : element.Copy(e)),
                size: a => SizeOfAll(a, element)
            );

    private static KeptType<TGrid>? Grid<TGrid, T>() =>
        Of<T>() is not { IsImmutable: true } element
            ? null
            : new KeptType<TGrid>(
                static g => (TGrid)((Array)(object)g!).Clone(),
                size: g => SizeOfAll(((Array)(object)g!).Cast<T>(), element)
            );

    private static KeptType<List<T>>? List<T>() =>
        Of<T>() is not { } element
            ? null
            : new KeptType<List<T>>(
                element.IsImmutable ? static l => [.. l] : l => l.ConvertAll(e => e is null ? e : element.Copy(e)),
                size: l => SizeOfAll(l, element)
            );

    private static KeptType<HashSet<T>>? Set<T>() =>
        Of<T>() is not { IsImmutable: true } element
            ? null
            : new KeptType<HashSet<T>>(
                static s => new HashSet<T>(s, s.Comparer),
                size: s => SizeOfAll(s, element) + (32L * s.Count)
            );

    private static KeptType<Dictionary<TKey, TValue>>? Map<TKey, TValue>()
        where TKey : notnull =>
        Of<TKey>() is not { IsImmutable: true } key || Of<TValue>() is not { IsImmutable: true } value
            ? null
            : new KeptType<Dictionary<TKey, TValue>>(
                static d => new Dictionary<TKey, TValue>(d, d.Comparer),
                size: d => SizeOfAll(d.Keys, key) + SizeOfAll(d.Values, value) + (32L * d.Count)
            );

    private static KeptType<ImmutableArray<T>>? FixedArray<T>() =>
        Of<T>() is not { IsImmutable: true } element
            ? null
            : new KeptType<ImmutableArray<T>>(size: a => a.IsDefault ? 0 : SizeOfAll(a, element));

    private static KeptType<ImmutableList<T>>? FixedList<T>() =>
        Of<T>() is not { IsImmutable: true } element
            ? null
            : new KeptType<ImmutableList<T>>(size: l => SizeOfAll(l, element) + (64L * l.Count));

    private static KeptType<ImmutableDictionary<TKey, TValue>>? FixedMap<TKey, TValue>()
        where TKey : notnull =>
        Of<TKey>() is not { IsImmutable: true } key || Of<TValue>() is not { IsImmutable: true } value
            ? null
            : new KeptType<ImmutableDictionary<TKey, TValue>>(size: d =>
                SizeOfAll(d.Keys, key) + SizeOfAll(d.Values, value) + (128L * d.Count)
            );

    private static KeptType<T>? Of<T>() => TryFind(typeof(T), out var kept, out _) ? (KeptType<T>)kept : null;

    private static long SizeOfAll<T>(IEnumerable<T> values, KeptType<T> element)
    {
        long size = 2 * ObjectSize;
        foreach (var value in values)
        {
            size += value is null ? IntPtr.Size : element.SizeOf(value);
        }

        return size;
    }

    private static IPAddress CopyAddress(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress(address.GetAddressBytes(), address.ScopeId)
            : new IPAddress(address.GetAddressBytes());

    private static MemoryStream CopyStream(Stream stream)
    {
        if (stream is not MemoryStream memory)
        {
            memory = new MemoryStream();
            stream.CopyTo(memory);
        }

        // Reading the array of a kept stream does not move its position: many readers may be at it.
        return new MemoryStream(memory.ToArray(), writable: false);
    }

    private static byte[] TextOf(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();

    /// <summary>Beside its text a document keeps twelve bytes a token, and a token may be one character.</summary>
    private static long SizeOfJson(JsonElement element) => 256 + (16L * JsonMarshal.GetRawUtf8Value(element).Length);

    private static MethodInfo Method(string name) =>
        typeof(KeptTypes).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static KeptType? Invoke(MethodInfo method, params Type[] types) =>
        (KeptType?)method.MakeGenericMethod(types).Invoke(null, null);
}
