using System.Globalization;

namespace Shop.Pages;

internal static class Money
{
    public static string Format(int cents) => "€ " + (cents / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);
}
