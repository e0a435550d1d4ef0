using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace EfCache.Consistency.Tests.Checking.Writes;

/// <summary>What was written how often, and what is to be cleared up when nobody writes.</summary>
internal sealed class WriteLog
{
    private readonly ConcurrentDictionary<(string Scope, WriteEnd End), int> _scopes = new();
    private readonly ConcurrentDictionary<(string Step, bool HasWritten), int> _steps = new();
    private int _writes;
    private int _leasesLeft;

    /// <summary>Operations that wrote something, whatever became of it.</summary>
    public int Writes => Volatile.Read(ref _writes);

    public ConcurrentQueue<UnknownEnd> Unknown { get; } = new();

    /// <summary>Whether there are marks that stand until their lease ends.</summary>
    public bool HasMarksLeft => Volatile.Read(ref _leasesLeft) > 0 || !Unknown.IsEmpty;

    public void NoteScope(string scope, WriteEnd end)
    {
        _scopes.AddOrUpdate((scope, end), 1, static (_, count) => count + 1);
        if (end != WriteEnd.Nothing)
        {
            Interlocked.Increment(ref _writes);
        }
    }

    public void NoteStep(string step, bool hasWritten) =>
        _steps.AddOrUpdate((step, hasWritten), 1, static (_, count) => count + 1);

    public void NoteLeaseLeft() => Interlocked.Increment(ref _leasesLeft);

    public void ForgetLeases() => Volatile.Write(ref _leasesLeft, 0);

    public int CountScopes(string scope, WriteEnd end) => _scopes.GetValueOrDefault((scope, end));

    public int CountEnds(WriteEnd end) => _scopes.Where(pair => pair.Key.End == end).Sum(pair => pair.Value);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (
            var scope in _scopes.GroupBy(pair => pair.Key.Scope).OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            var ends = scope.OrderBy(pair => pair.Key.End).Select(pair => $"{pair.Value} {pair.Key.End}");
            text.Append(CultureInfo.InvariantCulture, $"    {scope.Key}: {string.Join(", ", ends)}").AppendLine();
        }

        text.AppendLine("  of these steps (done, not possible):");
        foreach (var step in _steps.GroupBy(pair => pair.Key.Step).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var done = step.Where(pair => pair.Key.HasWritten).Sum(pair => pair.Value);
            var not = step.Where(pair => !pair.Key.HasWritten).Sum(pair => pair.Value);
            text.Append(CultureInfo.InvariantCulture, $"    {step.Key}: {done}, {not}").AppendLine();
        }

        return text.ToString();
    }
}
