using System.Net;

namespace EfCache.Shop.Tests;

/// <summary>One answer of the shop, and what it cost the database.</summary>
internal sealed record ShopVisit(HttpStatusCode Status, string Html, int Commands, int Openings)
    : ShopPage(Status, Html);
