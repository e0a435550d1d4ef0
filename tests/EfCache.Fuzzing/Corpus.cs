using EfCache.Storage;
using EfCache.Storage.Remote.Payloads;
using EfCache.Tests.Storage.Remote.Payloads;

namespace EfCache.Fuzzing;

/// <summary>
/// What the fuzzer starts from: the wire snapshots of every version, and each of their columns in a payload of its own, without tags. Those
/// are small, so that a change more often hits what matters.
/// </summary>
internal static class Corpus
{
    /// <summary>Writes a file for each payload; returns how many there are.</summary>
    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var count = 0;
        foreach (var (name, payload) in Snapshots())
        {
            File.WriteAllBytes(Path.Combine(folder, name), payload);
            count++;
            foreach (var column in Columns(payload))
            {
                File.WriteAllBytes(Path.Combine(folder, $"{name}-{count}"), column);
                count++;
            }
        }

        return count;
    }

    private static IEnumerable<(string Name, byte[] Payload)> Snapshots()
    {
        var assembly = typeof(Corpus).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var payload = Convert.FromHexString(reader.ReadToEnd().ReplaceLineEndings(""));
            yield return (name.Replace('/', '-').Replace('\\', '-'), payload);
        }
    }

    private static IEnumerable<byte[]> Columns(byte[] payload)
    {
        var types = EnumsOfPayload.TryFind(payload, out var enums) ? enums : [];
        if (
            EntryPayload.Open(payload, PayloadFuzz.KeyDigest, PayloadFuzz.Limits, out var entry) != PayloadOutcome.Ok
            || entry!.ReadResult(types, out var result) != PayloadOutcome.Ok
        )
        {
            throw new InvalidOperationException("A snapshot cannot be read: the tests of snapshots say why.");
        }

        foreach (var column in result!.Columns)
        {
            using var output = new PooledBuffer();
            if (
                !EntryPayloadEncoder.TryEncode(
                    entry.Envelope with
                    {
                        Tags = [],
                    },
                    new CachedResult([column], result.RowCount, 0),
                    PayloadFuzz.Limits,
                    output,
                    out var whyNot
                )
            )
            {
                throw new InvalidOperationException($"A column of a snapshot cannot be written: {whyNot}.");
            }

            yield return output.WrittenSpan.ToArray();
        }
    }
}
