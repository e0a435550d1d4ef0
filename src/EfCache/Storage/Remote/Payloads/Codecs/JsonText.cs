using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>JSON, by its text, so that numbers keep their digits and properties their order.</summary>
internal static class JsonText
{
    public static bool TryWrite(JsonElement value, PooledBuffer output)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        var text = JsonMarshal.GetRawUtf8Value(value);
        output.Write(text);

        // Some other parser than the default one may have made it: with comments, or deeper.
        return IsValid(text);
    }

    /// <summary>Whether it can be parsed, without doing it.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read()) { }

            return Utf8.IsValid(text);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
