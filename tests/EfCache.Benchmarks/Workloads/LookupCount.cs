using System.Diagnostics.Metrics;
using EfCache.Diagnostics;

namespace EfCache.Benchmarks.Workloads;

/// <summary>Proves that a workload does what it is called by, from the library's own meter.</summary>
internal static class LookupCount
{
    public static void Verify(Workload workload, int rows)
    {
        workload.Run();
        long hits = 0;
        long misses = 0;
        using (var listener = new MeterListener())
        {
            // The listener observes the whole process's meter, but workloads are made one after the other.
            listener.SetMeasurementEventCallback<long>(
                (instrument, measurement, _, _) =>
                {
                    hits += instrument == CacheMetrics.Hits ? measurement : 0;
                    misses += instrument == CacheMetrics.Misses ? measurement : 0;
                }
            );
            listener.EnableMeasurementEvents(CacheMetrics.Hits);
            listener.EnableMeasurementEvents(CacheMetrics.Misses);
            if (workload.Run() != rows)
            {
                throw new InvalidOperationException($"{workload.Candidate} does not return {rows} rows.");
            }
        }

        var expected = workload.Candidate switch
        {
            Candidate.HitEarly or Candidate.HitPortable => (1L, 0L),
            Candidate.Miss => (0L, 1L),
            _ => (0L, 0L),
        };
        if ((hits, misses) != expected)
        {
            throw new InvalidOperationException(
                $"{workload.Candidate} made {hits} hits and {misses} misses where it should make {expected}."
            );
        }
    }
}
