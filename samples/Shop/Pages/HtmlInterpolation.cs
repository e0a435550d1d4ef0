using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Shop.Pages;

/// <summary>The compiler hands it the parts of an interpolated string: markup as it is, values to be encoded.</summary>
[InterpolatedStringHandler]
public readonly struct HtmlInterpolation(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + formattedCount * 16);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted<T>(T value)
    {
        switch (value)
        {
            case Html markup:
                _text.Append(markup);
                break;
            case IEnumerable<Html> pieces:
                _text.AppendJoin('\n', pieces);
                break;
            default:
                _text.Append(
                    HtmlEncoder.Default.Encode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)
                );
                break;
        }
    }

    public override string ToString() => _text.ToString();
}
