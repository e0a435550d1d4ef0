using System.Transactions;

namespace EfCache.Specification.Tests.Writes.Table;

/// <summary>Something in the scope does not know whether it committed.</summary>
public sealed class DoubtfulScope : WriteScript, ISinglePhaseNotification
{
    public override void At(Moment moment)
    {
        if (moment.Kind == MomentKind.ScopeEnding)
        {
            Transaction.Current!.EnlistVolatile(this, EnlistmentOptions.None);
        }
    }

    public void SinglePhaseCommit(SinglePhaseEnlistment singlePhaseEnlistment) => singlePhaseEnlistment.InDoubt();

    public void Prepare(PreparingEnlistment preparingEnlistment) => preparingEnlistment.Prepared();

    public void Commit(Enlistment enlistment) => enlistment.Done();

    public void Rollback(Enlistment enlistment) => enlistment.Done();

    public void InDoubt(Enlistment enlistment) => enlistment.Done();
}
