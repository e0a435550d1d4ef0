using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EfCache.Redis.Tests.Servers;

/// <summary>How RESP values look on the wire.</summary>
internal static class RespFormat
{
    /// <summary>How long the first value, or line of an inline command, is; false if not all of it is here yet.</summary>
    /// <exception cref="InvalidDataException">It is not RESP.</exception>
    public static bool TryMeasure(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        // An attribute stands before the value that it belongs to.
        for (long values = 1; values > 0; values--)
        {
            if (!TryReadLine(bytes, ref length, out var line))
            {
                return false;
            }

            switch ((char)line[0])
            {
                case '$' or '!' or '=':
                    var size = Count(line);
                    length += size < 0 ? 0 : size + 2;
                    break;
                case '*' or '~' or '>':
                    values += Math.Max(0, Count(line));
                    break;
                case '%':
                    values += 2L * Count(line);
                    break;
                case '|':
                    values += 2L * Count(line) + 1;
                    break;
            }

            if (length > bytes.Length)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a value that is known to be there.</summary>
    public static RespValue Read(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        return Read(bytes, ref position);
    }

    public static byte[] Command(IReadOnlyList<string> words)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes($"*{words.Count}\r\n"));
        foreach (var word in words)
        {
            var content = Encoding.UTF8.GetBytes(word);
            bytes.Write(Encoding.ASCII.GetBytes($"${content.Length}\r\n"));
            bytes.Write(content);
            bytes.Write("\r\n"u8);
        }

        return bytes.ToArray();
    }

    private static RespValue Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        TryReadLine(bytes, ref position, out var line);
        var kind = (char)line[0];
        switch (kind)
        {
            case '$' or '!' or '=':
                var size = Count(line);
                if (size < 0)
                {
                    return new RespValue(kind, null, []);
                }

                var content = bytes.Slice(position, size).ToArray();
                position += size + 2;
                return new RespValue(kind, content, []);
            case '*' or '~' or '>':
                return Items(kind, Math.Max(0, Count(line)), bytes, ref position);
            case '%':
                return Items(kind, 2 * Count(line), bytes, ref position);
            case '|':
                Items(kind, 2 * Count(line), bytes, ref position);
                return Read(bytes, ref position);
            case '_':
                return new RespValue(kind, null, []);
            case '+' or '-' or ':' or '#' or ',' or '(':
                return new RespValue(kind, line[1..].ToArray(), []);
            default:
                return Inline(line);
        }
    }

    private static RespValue Items(char kind, int count, ReadOnlySpan<byte> bytes, ref int position)
    {
        var items = new RespValue[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read(bytes, ref position);
        }

        return new RespValue(kind, null, items);
    }

    private static RespValue Inline(ReadOnlySpan<byte> line) =>
        new(
            '*',
            null,
            [
                .. Encoding
                    .UTF8.GetString(line)
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(word => new RespValue('$', Encoding.UTF8.GetBytes(word), [])),
            ]
        );

    private static bool TryReadLine(ReadOnlySpan<byte> bytes, ref int position, out ReadOnlySpan<byte> line)
    {
        var rest = bytes[position..];
        var end = rest.IndexOf("\r\n"u8);
        line = end < 0 ? default : rest[..end];
        if (end == 0)
        {
            throw new InvalidDataException("An empty line is not RESP.");
        }

        position += end < 0 ? 0 : end + 2;
        return end > 0;
    }

    private static int Count(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line[1..], out int count, out var read) && read == line.Length - 1
            ? count
            : throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"'{Encoding.UTF8.GetString(line)}' is not RESP.")
            );
}
