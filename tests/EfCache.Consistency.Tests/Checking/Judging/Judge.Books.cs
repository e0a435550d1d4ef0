using EfCache.Consistency.Tests.Checking.Model;

namespace EfCache.Consistency.Tests.Checking.Judging;

/// <content>The model's entities.</content>
internal sealed partial class Judge
{
    public void Saw(Company company) => Saw(history.Companies, company.Id - 1, company.Version);

    public void Saw(Invoice invoice)
    {
        JudgeContent(
            "invoice",
            invoice.Id,
            invoice.Version,
            invoice.CompanyId == Books.CompanyOf(invoice.Id) && invoice.Amount == Books.AmountOf(invoice.Version)
        );
        JudgeAssignee(invoice);
        Saw(history.Invoices, invoice.Id - 1, invoice.Version);
    }

    public void Saw(InvoiceLine line) => Saw(history.Lines, Books.LineSlot(line.InvoiceId, line.Number), line.Version);

    public void Saw(Person person)
    {
        Saw(history.Persons, person.Id - 1, person.Version);
        if (person is Employee employee)
        {
            Saw(history.Levels, employee.Id - 1, employee.Level);
        }

        JudgeContent("person", person.Id, person.Version, person is Employee == person.Id <= Books.Employees);
    }

    public void Saw(Payment payment) => SawPayment(payment.Id, payment.AccountId, payment.Version);

    /// <summary>The invoices that are assigned to the person, and not set to null since.</summary>
    public Func<long, bool> IsAssignedTo(int person) =>
        version => Books.AssigneeOf(version) == person && !WasDeletedSince(person, version);

    /// <summary>The invoices that are assigned to nobody, or were.</summary>
    public bool IsUnassigned(long version) =>
        Books.AssigneeOf(version) is not { } person || WasDeletedSince(person, version);

    /// <summary>Whether the person was deleted since the read began, or is being deleted.</summary>
    public bool IsPersonGoing(int person)
    {
        var isGoing = history.Open.Any(operation => operation.MayRemove(history.Persons, person - 1, isFixed: true));
        return isGoing
            || history.Persons.LastDeletionOf(person - 1) != _snapshot[history.Persons].LastDeletionOf(person - 1);
    }

    /// <summary>
    /// The database sets the assignee to null when the person is deleted, and gives the invoice no version for it. Nobody
    /// assigns to a person that is being deleted (<see cref="History.PersonClaims"/>), so the two are ordered by their numbers.
    /// </summary>
    private void JudgeAssignee(Invoice invoice)
    {
        var assigned = Books.AssigneeOf(invoice.Version);
        if (invoice.AssigneeId == assigned)
        {
            if (assigned is { } person && WasDeletedSince(person, invoice.Version))
            {
                Report(
                    ViolationKind.Stale,
                    history.Invoices,
                    invoice.Id - 1,
                    $"read version {invoice.Version} with assignee {person}, who was deleted since"
                );
            }
        }
        else if (invoice.AssigneeId is null)
        {
            JudgeSetNull(invoice, assigned!.Value);
        }
        else
        {
            JudgeContent("invoice", invoice.Id, invoice.Version, isRight: false);
        }
    }

    private void JudgeSetNull(Invoice invoice, int person)
    {
        var slot = person - 1;
        var absence = new Absence(
            history.Persons,
            slot,
            isFixed: true,
            Reporter(
                ViolationKind.RolledBack,
                history.Invoices,
                invoice.Id - 1,
                $"read version {invoice.Version} without its assignee {person}, who was not deleted"
            )
        );
        foreach (var operation in history.Open)
        {
            operation.TryAwait(absence, history.Persons, slot, isFixed: true);
        }

        if (history.Persons.LastDeletionOf(slot) < invoice.Version)
        {
            absence.Settle([]);
        }
    }

    private bool WasDeletedSince(int person, long version) =>
        _snapshot[history.Persons].LastDeletionOf(person - 1) > version;
}
