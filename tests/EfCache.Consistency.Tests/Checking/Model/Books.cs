namespace EfCache.Consistency.Tests.Checking.Model;

/// <summary>
/// How many rows there are, and what of a row follows from its key or from its version. What a row has to look like at a
/// version is known without remembering it, and so is which rows a query by such a column has to return.
/// </summary>
internal static class Books
{
    public const int Companies = 8;
    public const int Invoices = 48;
    public const int LinesPerInvoice = 3;
    public const int Persons = 8;

    /// <summary>The first of them are never deleted.</summary>
    public const int PermanentPersons = 5;

    /// <summary>The first of them are employees.</summary>
    public const int Employees = 3;
    public const int Accounts = 6;
    public const int FirstPayments = 24;

    public static readonly int[] AllCompanies = [.. Enumerable.Range(0, Companies)];
    public static readonly int[] AllInvoices = [.. Enumerable.Range(0, Invoices)];
    public static readonly int[] AllLines = [.. Enumerable.Range(0, Invoices * LinesPerInvoice)];
    public static readonly int[] AllPersons = [.. Enumerable.Range(0, Persons)];
    public static readonly int[] AllEmployees = [.. Enumerable.Range(0, Employees)];

    private static readonly int[][] InvoicesByCompany =
    [
        .. Enumerable
            .Range(1, Companies)
            .Select(company => AllInvoices.Where(slot => CompanyOf(slot + 1) == company).ToArray()),
    ];

    private static readonly int[][] LinesByInvoice =
    [
        .. Enumerable
            .Range(1, Invoices)
            .Select(invoice => Enumerable.Range(LineSlot(invoice, 1), LinesPerInvoice).ToArray()),
    ];

    private static readonly int[][] LinesByCompany =
    [
        .. InvoicesByCompany.Select(slots => slots.SelectMany(slot => LinesByInvoice[slot]).ToArray()),
    ];

    public static int CompanyOf(int invoiceId) => ((invoiceId - 1) % Companies) + 1;

    public static int LineSlot(int invoiceId, int number) => ((invoiceId - 1) * LinesPerInvoice) + number - 1;

    public static (int InvoiceId, int Number) LineKey(int slot) =>
        ((slot / LinesPerInvoice) + 1, (slot % LinesPerInvoice) + 1);

    public static int[] InvoicesOf(int company) => InvoicesByCompany[company - 1];

    public static int[] LinesOf(int invoiceId) => LinesByInvoice[invoiceId - 1];

    public static int[] LinesOfCompany(int company) => LinesByCompany[company - 1];

    /// <summary>Whom a version assigns its invoice to; the database may have set it to null since.</summary>
    public static int? AssigneeOf(long version) => (int)(version % (Persons + 1)) is var person and > 0 ? person : null;

    public static int AmountOf(long version) => (int)(version % 97);

    public static int AccountOf(long version) => (int)(version % Accounts) + 1;
}
