using System.Security.Cryptography;

namespace Shop.Pages;

/// <summary>Tells visitors' carts apart: a random name that nobody can guess.</summary>
internal static class CartCookie
{
    private const string Name = "shop-cart";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static string ReadOrCreate(HttpContext context)
    {
        if (Read(context) is { Length: > 0 } present)
        {
            return present;
        }

        var created = RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(
            Name,
            created,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(30),
            }
        );
        return created;
    }
}
