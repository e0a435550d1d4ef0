namespace EfCache.Specification.Tests.Queries.Model;

public enum CustomerKind
{
    Person,
    Company,
}
