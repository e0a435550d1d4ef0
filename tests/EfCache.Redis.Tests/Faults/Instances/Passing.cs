using Microsoft.Extensions.Time.Testing;

namespace EfCache.Redis.Tests.Faults.Instances;

internal static class Passing
{
    /// <summary>Lets time go by, step by step, until the task is complete: whoever waits may come to waiting later than others do.</summary>
    public static async Task PassUntilAsync(this FakeTimeProvider time, TimeSpan step, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(step);
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        await task;
    }
}
