using System.Text;
using CsCheck;
using EfCache.Storage.Remote.Payloads.Compression;

namespace EfCache.Tests.Storage.Remote.Payloads;

public sealed class Lz4BlockTests
{
    [Fact]
    public void Block_that_another_compressor_wrote_is_read()
    {
        const string Block =
            "F11348696265726E617465206D61726B732C20746865207265616465722077616974733B12006F7772697465722400053F2E2061010037506120656E64";
        var text =
            "Hibernate marks, the reader waits; the writer marks, the reader waits. " + new string('a', 76) + " end";
        var target = new byte[text.Length];
        Assert.True(Lz4Block.TryDecompress(Convert.FromHexString(Block), target));
        Assert.Equal(text, Encoding.ASCII.GetString(target));
    }

    [Fact]
    public void Bytes_come_back()
    {
        var random = new Random(1);
        var noise = new byte[100_000];
        random.NextBytes(noise);
        Check([]);
        Check([1]);
        Check(noise);
        Check(new byte[1_000_000]);
        Check([.. noise, .. noise]);
        Check([.. noise[..65_535], .. noise[..65_535], .. noise[..65_536], .. noise]);
        Check(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 30_000))));
        Gen.Int[0, 4].Array[0, 300].Sample(numbers => Check(Array.ConvertAll(numbers, n => (byte)n)), iter: 2000);
        Gen.Select(Gen.Int[0, 3].Array[1, 40], Gen.Int[1, 60])
            .Sample(
                (part, times) => Check([.. Enumerable.Repeat(part, times).SelectMany(p => p).Select(n => (byte)n)]),
                iter: 2000
            );
    }

    [Fact]
    public void Target_of_another_length_is_refused()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 200)));
        var block = Compress(bytes);
        Assert.False(Lz4Block.TryDecompress(block, new byte[bytes.Length - 1]));
        Assert.False(Lz4Block.TryDecompress(block, new byte[bytes.Length + 1]));
        Assert.False(Lz4Block.TryDecompress([], new byte[1]));
        Assert.False(Lz4Block.TryDecompress([], []));
    }

    [Fact]
    public void Compress_into_too_little_room_gives_up()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 200)));
        var length = Compress(bytes).Length;
        for (var room = 0; room < length; room++)
        {
            Assert.Equal(0, Lz4BlockWriter.Compress(bytes, new byte[room]));
        }
    }

    [Fact]
    public void Any_bytes_are_refused_or_read_and_throw_nothing()
    {
        var random = new Random(4713);
        var bytes = Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 100)));
        var block = Compress(bytes);
        var target = new byte[bytes.Length];
        var read = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var changed = (byte[])block.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            read += Lz4Block.TryDecompress(changed.AsSpan(0, random.Next(changed.Length + 1)), target) ? 1 : 0;
            read += Lz4Block.TryDecompress(changed, target) ? 1 : 0;
        }

        Assert.InRange(read, 1000, 99_000);
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        // The longest that it gets: one sequence of literals.
        var target = new byte[bytes.Length + (bytes.Length / 255) + 16];
        var length = Lz4BlockWriter.Compress(bytes, target);
        Assert.True(length > 0);
        return target[..length];
    }

    private static void Check(byte[] bytes)
    {
        var target = new byte[bytes.Length];
        Assert.True(Lz4Block.TryDecompress(Compress(bytes), target));
        Assert.Equal(bytes, target);
    }
}
