namespace Shop.Caching;

public enum QueryOutcome
{
    Hit,
    Miss,
    Bypass,
}
