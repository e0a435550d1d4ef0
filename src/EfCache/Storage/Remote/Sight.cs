using System.Security.Cryptography;
using EfCache.Storage.Remote.Payloads;

namespace EfCache.Storage.Remote;

/// <summary>What one lookup asks for, and what it saw: the entry, and the cells of all its tags.</summary>
internal sealed class Sight
{
    private readonly bool[]? _depends;
    private byte[]? _keyDigest;
    private string? _entryName;
    private EntryEnvelope? _found;

    /// <param name="request">What is asked for.</param>
    /// <param name="isKept">Whether what is found may be kept in a near cache.</param>
    public Sight(CacheRequest request, bool isKept = false)
    {
        Tags = request.Tags;
        Cells = new CellSight[Tags.Count];
        if (isKept)
        {
            // The digest is made when it is needed: a hit in the near cache never does.
            Key = request.Key.ToArray();
            _depends = new bool[Tags.Count];
        }
        else
        {
            _keyDigest = SHA256.HashData(request.Key);
        }
    }

    /// <summary>The whole key, for a near cache; null if there is none.</summary>
    public byte[]? Key { get; }

    /// <summary>SHA-256 of the whole key: nobody can find another key with it.</summary>
    public byte[] KeyDigest => _keyDigest ??= SHA256.HashData(Key!);

    public string EntryName => _entryName ??= EntryNames.Of(Tags, KeyDigest);

    public IReadOnlyList<Tag> Tags { get; }

    /// <summary>The entry as the server has it; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>The end of the entry's life, for a server that prolongs entries: in its own terms.</summary>
    public ReadOnlyMemory<byte> ExpiresAt { get; set; }

    /// <summary>How long the entry that was found lives without a hit; null if that does not matter.</summary>
    public TimeSpan? Sliding => _found?.Lifetime.Sliding;

    /// <summary>In the order of the tags.</summary>
    public CellSight[] Cells { get; }

    /// <summary>A copy of the entry that was found, for a near cache.</summary>
    public NearEntry Copy(CachedResult result) => new(result, Cells, _depends!);

    /// <summary>How long such a copy lives: as long as the entry, by the clock of who filled it.</summary>
    public TimeSpan LifeOfCopy(DateTimeOffset now)
    {
        var lifetime = _found!.Lifetime.Absolute;
        var milliseconds = now.ToUnixTimeMilliseconds();
        return _found.Created >= 0 && _found.Created < milliseconds
            ? lifetime - TimeSpan.FromMilliseconds(milliseconds - _found.Created)
            : lifetime;
    }

    /// <summary>Whether something may be stored that depends on the cells.</summary>
    public bool MayFill => Array.TrueForAll(Cells, cell => cell.MayFill);

    public bool HasWriters => Array.Exists(Cells, cell => cell.Kind == CellKind.Writers);

    /// <summary>Whether every cell holds a stamp, so that a ticket can be made of them.</summary>
    public bool HasAllStamps => Array.TrueForAll(Cells, cell => cell.Kind == CellKind.Stamp);

    /// <summary>Rule 1: a hit only if each tag of the entry has the stamp and the epoch that it was stored with.</summary>
    /// <remarks>The entry may depend on fewer tags than the request has: a writer in flight on another does not matter.</remarks>
    public CacheLookup Judge(CacheRequest request, PayloadLimits limits, out PayloadOutcome outcome)
    {
        outcome = PayloadOutcome.Ok;
        var reason = MissReason.Absent;
        if (!Payload.IsEmpty)
        {
            reason = Open(request, limits, out outcome, out var result);
            if (result is not null)
            {
                return CacheLookup.Hit(result);
            }
        }

        // Why nothing can be stored now is the reason, whatever else there is.
        return CacheLookup.Miss(
            HasWriters ? MissReason.WriterInFlight
                : MayFill ? reason
                : MissReason.NewRun,
            this
        );
    }

    private MissReason Open(
        CacheRequest request,
        PayloadLimits limits,
        out PayloadOutcome outcome,
        out CachedResult? result
    )
    {
        result = null;
        outcome = EntryPayload.Open(Payload, KeyDigest, limits, out var entry);
        if (entry is null)
        {
            return MissReason.Unreadable;
        }

        if (!IsCurrent(entry.Envelope.Tags))
        {
            return MissReason.Invalidated;
        }

        _found = entry.Envelope;
        outcome = entry.ReadResult(request.ValueTypes, out result);
        return outcome == PayloadOutcome.Ok ? MissReason.None : MissReason.Unreadable;
    }

    /// <summary>The entry's tags are some of the request's, in the same order: those that were forgotten are missing.</summary>
    private bool IsCurrent(IReadOnlyList<TagVersion> versions)
    {
        var next = 0;
        foreach (var version in versions)
        {
            while (next < Cells.Length && !version.IsOf(Tags[next]))
            {
                next++;
            }

            if (
                next == Cells.Length
                || Cells[next].Kind != CellKind.Stamp
                || Cells[next].Stamp != version.Stamp
                || Cells[next].Epoch != version.Epoch
            )
            {
                return false;
            }

            if (_depends is not null)
            {
                _depends[next] = true;
            }

            next++;
        }

        return versions.Count > 0 || Tags.Count == 0;
    }
}
