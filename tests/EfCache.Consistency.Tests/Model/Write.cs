namespace EfCache.Consistency.Tests.Model;

/// <summary>A way to write: the tags that it marks, and the queries whose answer it changes, a bit each.</summary>
internal sealed record Write(string Name, int Tags, int Changes);
