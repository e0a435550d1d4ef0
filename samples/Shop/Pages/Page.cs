namespace Shop.Pages;

/// <summary>What a page says; <see cref="PageLayout"/> puts the rest around it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its own part.</param>
/// <param name="MainQuery">The query that its "explain" link explains.</param>
public sealed record Page(string Title, Html Body, IQueryable MainQuery);
