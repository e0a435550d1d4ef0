using BenchmarkDotNet.Running;
using EfCache.Benchmarks.Databases;
using EfCache.Benchmarks.Interleaved;
using EfCache.Benchmarks.Redis;
using EfCache.Benchmarks.Writes;

if (args is ["writes", .. var writes])
{
    WriteComparison.Run(WriteOptions.Parse(writes));
    return;
}

if (args is ["redis", .. var redis])
{
    RedisComparison.Run(ComparisonOptions.Parse(redis));
    return;
}

if (args is ["redis-writes"])
{
    RedisWriteComparison.Run();
    return;
}

using var postgres = PostgresServer.StartIfNeeded();
if (args is ["interleaved", .. var rest])
{
    Comparison.Run(ComparisonOptions.Parse(rest));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
