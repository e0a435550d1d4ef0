using System.Collections.Concurrent;

namespace EfCache.Specification.Tests.Databases;

/// <summary>The commands that reached a database, noted where they leave the ADO.NET provider and not by Entity Framework.</summary>
public sealed class CommandLog
{
    private readonly ConcurrentQueue<string> _texts = new();

    public int Count => _texts.Count;

    public IReadOnlyList<string> Texts => [.. _texts];

    public void Add(string text) => _texts.Enqueue(text);
}
