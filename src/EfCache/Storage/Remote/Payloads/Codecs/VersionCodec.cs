using EfCache.Storage.Remote.Payloads.Blocks;

namespace EfCache.Storage.Remote.Payloads.Codecs;

/// <summary>Its numbers: two, three or four.</summary>
internal sealed class VersionCodec(uint code) : HeapCodec<Version>(code)
{
    public override bool TryWriteValue(Version value, PooledBuffer output)
    {
        foreach (var number in (ReadOnlySpan<int>)[value.Major, value.Minor, value.Build, value.Revision])
        {
            if (number >= 0)
            {
                output.WriteNumber((ulong)number);
            }
        }

        return true;
    }

    public override bool IsValid(BlockReader reader)
    {
        var count = 0;
        while (reader.Remaining > 0)
        {
            if (!reader.TryReadCount(int.MaxValue, out _))
            {
                return false;
            }

            count++;
        }

        return count is >= 2 and <= 4;
    }

    public override Version ReadValue(BlockReader reader)
    {
        Span<int> numbers = stackalloc int[4];
        var count = 0;
        while (reader.Remaining > 0 && reader.TryReadCount(int.MaxValue, out numbers[count]))
        {
            count++;
        }

        return count switch
        {
            4 => new Version(numbers[0], numbers[1], numbers[2], numbers[3]),
            3 => new Version(numbers[0], numbers[1], numbers[2]),
            _ => new Version(numbers[0], numbers[1]),
        };
    }
}
