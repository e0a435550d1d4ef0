using System.Text;
using EfCache.Storage;

namespace EfCache.Query.Replay;

internal sealed partial class ReplayDataReader
{
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
    {
        using var stream = Get<Stream>(ordinal);
        if (buffer is null)
        {
            return stream.Length;
        }

        stream.Position = dataOffset;
        return stream.Read(buffer, bufferOffset, length);
    }

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
    {
        using var reader = new StreamReader(Get<Stream>(ordinal), Encoding.UTF8);
        var text = reader.ReadToEnd();
        if (buffer is null)
        {
            return text.Length;
        }

        if (dataOffset > text.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(dataOffset), dataOffset, message: null);
        }

        using var rest = new StringReader(text[(int)Math.Max(0, dataOffset)..]);
        return rest.Read(buffer, bufferOffset, length);
    }

    public override Stream GetStream(int ordinal) => Get<Stream>(ordinal);

    public override TextReader GetTextReader(int ordinal) => Get<TextReader>(ordinal);

    private MemoryStream OpenBytes(ResultColumn column) =>
        new(FieldConversion.To<byte[]>(column, _row), writable: false);

    private StreamReader OpenText(ResultColumn column) => new(OpenBytes(column), Encoding.UTF8);
}
