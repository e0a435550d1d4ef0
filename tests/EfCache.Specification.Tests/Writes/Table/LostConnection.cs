namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>
/// The connection is lost when the commit is sent, before or after the database has seen it: really, where there is a
/// connection, else by the exception that a lost one gives.
/// </summary>
public sealed class LostConnection(MomentKind at, bool isCommitted, LossyProxy? proxy) : WriteScript
{
    public override void At(Moment moment)
    {
        if (moment.Kind != at)
        {
            return;
        }

        if (proxy is not null)
        {
            proxy.LoseNext(isDelivered: isCommitted);
            return;
        }

        if (isCommitted)
        {
            moment.Transaction?.Commit();
        }

        throw new IOException("The connection was lost.");
    }
}
