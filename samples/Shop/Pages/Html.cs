namespace Shop.Pages;

/// <summary>A piece of markup. Only <see cref="Of"/> makes one, and it encodes every value, so that a page can't forget to.</summary>
public sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public static Html Empty { get; } = new("");

    /// <summary>What is written out in the string is markup; what is in braces is encoded unless it is markup itself.</summary>
    public static Html Of(HtmlInterpolation markup) => new(markup.ToString());

    public override string ToString() => _markup;
}
