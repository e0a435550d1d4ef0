namespace EfCache.Tests.Policies.Model;

public enum BranchKind
{
    Shop,
    Depot,
}
