namespace EfCache.Consistency.Tests.Exploration;

/// <summary>
/// Counts a scenario's schedules by the lengths of its programs alone, without a store: what the explorer has to arrive
/// at if it leaves nothing out.
/// </summary>
internal sealed class ScheduleCount(Scenario scenario)
{
    private readonly Dictionary<string, long> _known = [];
    private readonly int[] _readers = new int[scenario.Readers.Length];
    private readonly int[] _writers = new int[scenario.WriterPrograms.Length];
    private readonly bool[] _crashed = new bool[scenario.WriterPrograms.Length];
    private bool _leasesEnded;
    private bool _cleared;

    public long Count()
    {
        var state =
            $"{string.Join(',', _readers)};{string.Join(',', _writers)};{string.Join(',', _crashed)};{_leasesEnded};{_cleared}";
        if (_known.TryGetValue(state, out var known))
        {
            return known;
        }

        var count = 0L;
        var isOver = true;
        for (var i = 0; i < _readers.Length; i++)
        {
            if (_readers[i] < scenario.ReaderProgram.Length)
            {
                isOver = false;
                _readers[i]++;
                count += Count();
                _readers[i]--;
            }
        }

        for (var i = 0; i < _writers.Length; i++)
        {
            if (IsRunning(i))
            {
                isOver = false;
                _writers[i]++;
                count += Count();
                _writers[i]--;
            }

            if (IsRunning(i) && scenario.Crashes)
            {
                _crashed[i] = true;
                count += Count();
                _crashed[i] = false;
            }
        }

        if (!_leasesEnded && _crashed.Contains(true) && !Enumerable.Range(0, _writers.Length).Any(NeedsItsLease))
        {
            isOver = false;
            _leasesEnded = true;
            count += Count();
            _leasesEnded = false;
        }

        if (scenario.Clears && !_cleared)
        {
            isOver = false;
            _cleared = true;
            count += Count();
            _cleared = false;
        }

        return _known[state] = isOver ? 1 : count;
    }

    private bool IsRunning(int writer) =>
        !_crashed[writer] && _writers[writer] < scenario.WriterPrograms[writer].Length;

    private bool NeedsItsLease(int writer) =>
        IsRunning(writer)
        && _writers[writer] > 0
        && _writers[writer] <= Array.IndexOf(scenario.WriterPrograms[writer], WriterStep.Commit);
}
