using System.Buffers;
using System.Runtime.InteropServices;
using EfCache.Storage.Remote.Payloads.Codecs;

namespace EfCache.Storage.Remote.Payloads;

/// <summary>
/// An entry as a server keeps it: a MessagePack array around blocks of columns, which are read in place. It is opened first, so that
/// its stamps can be compared, and its rows are checked only when they are wanted.
/// </summary>
/// <remarks>
/// The fields of version 1:
/// <list type="number">
/// <item>version, length of the whole, checksum (XxHash3 of all that follows; see <see cref="PayloadPrefix"/>)</item>
/// <item>SHA-256 of the key; created, time to live and sliding expiration (0: none), in milliseconds</item>
/// <item>tags: an array of each one's name, and its stamp and epoch in one</item>
/// <item>number of rows; compression (0: none, 1: LZ4 block), length of the blocks when not compressed, the blocks</item>
/// <item>columns: an array of each one's name, name of its database type, code of its values' type, code of its field's type (0: that of
/// the values), length of its block; the blocks are in the same order, without gaps</item>
/// </list>
/// What is read was not necessarily written by this library: nothing is trusted, no bytes make this class throw, and memory is
/// taken only for what was checked. Types are known by numbers (<see cref="TypeCodes"/>), never by name.
/// </remarks>
internal sealed class EntryPayload
{
    public const int FieldsPerTag = 2;
    public const int FieldsPerColumn = 5;

    /// <summary>A stamp and an epoch.</summary>
    public const int VersionLength = 32;

    private readonly ArraySegment<byte> _payload;
    private readonly int _rowsAt;
    private readonly PayloadLimits _limits;

    private EntryPayload(ArraySegment<byte> payload, int rowsAt, PayloadLimits limits, EntryEnvelope envelope)
    {
        _payload = payload;
        _rowsAt = rowsAt;
        _limits = limits;
        Envelope = envelope;
    }

    public EntryEnvelope Envelope { get; }

    /// <summary>Reads everything but the rows.</summary>
    /// <param name="payload">
    /// What the server answered. It must not change, nor be given back to a pool, as long as the result made of it is
    /// in use: that reads from it.
    /// </param>
    /// <param name="keyDigest">SHA-256 of the whole key that was asked for.</param>
    /// <param name="limits">What this process takes.</param>
    /// <param name="entry">The entry, unless the outcome is another than <see cref="PayloadOutcome.Ok"/>.</param>
    public static PayloadOutcome Open(
        ReadOnlyMemory<byte> payload,
        ReadOnlySpan<byte> keyDigest,
        PayloadLimits limits,
        out EntryPayload? entry
    )
    {
        entry = null;
        var outcome = PayloadPrefix.Check(payload.Span);
        if (outcome != PayloadOutcome.Ok)
        {
            return outcome;
        }

        if (!MemoryMarshal.TryGetArray(payload, out var bytes))
        {
            bytes = payload.ToArray();
        }

        outcome = EnvelopeReader.Read(bytes, out var envelope, out var rowsAt);
        if (envelope is null)
        {
            return outcome;
        }

        if (!envelope.KeyDigest.Span.SequenceEqual(keyDigest))
        {
            return PayloadOutcome.OtherKey;
        }

        entry = new EntryPayload(bytes, rowsAt, limits, envelope);
        return PayloadOutcome.Ok;
    }

    /// <inheritdoc cref="Open(ReadOnlyMemory{byte}, ReadOnlySpan{byte}, PayloadLimits, out EntryPayload?)"/>
    public static PayloadOutcome Open(
        in ReadOnlySequence<byte> payload,
        ReadOnlySpan<byte> keyDigest,
        PayloadLimits limits,
        out EntryPayload? entry
    ) => Open(payload.IsSingleSegment ? payload.First : payload.ToArray(), keyDigest, limits, out entry);

    /// <summary>Checks the rows, and makes a result that reads from them in place.</summary>
    /// <param name="valueTypes">
    /// The type that the query reads each column as, null where it does not know; empty if it knows of none. A column of enums is read
    /// only if its type is known.
    /// </param>
    /// <param name="result">The rows, unless the outcome is another than <see cref="PayloadOutcome.Ok"/>.</param>
    public PayloadOutcome ReadResult(ReadOnlySpan<Type?> valueTypes, out CachedResult? result)
    {
        result = null;
        return PayloadPrefix.HasRightChecksum(_payload)
            ? ResultReader.Read(_payload, _rowsAt, _limits, valueTypes, out result)
            : PayloadOutcome.Corrupt;
    }
}
