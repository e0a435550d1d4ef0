namespace EfCache.Consistency.Tests.Model;

/// <summary>Each rule is broken in turn, and the explorer notices. That it finds nothing else is shown by the unbroken scenarios.</summary>
public sealed class BrokenRuleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(BrokenRule.ComparisonSkipped)]
    [InlineData(BrokenRule.HitUnderWriter)]
    [InlineData(BrokenRule.MissingCellTakenForValid)]
    [InlineData(BrokenRule.TicketAfterRead)]
    [InlineData(BrokenRule.MissingCellSetBlindly)]
    [InlineData(BrokenRule.ExpiredCellSetBlindly)]
    [InlineData(BrokenRule.RefreshKeepsRows)]
    [InlineData(BrokenRule.NoMark)]
    [InlineData(BrokenRule.SingleSlot)]
    [InlineData(BrokenRule.CommitAfterLease)]
    [InlineData(BrokenRule.BumpBeforeCommit)]
    [InlineData(BrokenRule.BumpOnUnknownOutcome)]
    [InlineData(BrokenRule.BumpOnlyWithOwnMark)]
    [InlineData(BrokenRule.BumpOverwritesOthers)]
    [InlineData(BrokenRule.StampSentTwice)]
    [InlineData(BrokenRule.CountersRestart)]
    [InlineData(BrokenRule.RollbackRestoresStamp)]
    [InlineData(BrokenRule.LeaseEndRestoresStamp)]
    [InlineData(BrokenRule.NoQuarantine)]
    [InlineData(BrokenRule.BumpSkipsQuarantine)]
    [InlineData(BrokenRule.MarkSkipsQuarantine)]
    [InlineData(BrokenRule.OwnWritesCached)]
    [InlineData(BrokenRule.SnapshotFills)]
    [InlineData(BrokenRule.NoEpoch)]
    [InlineData(BrokenRule.EpochOfFill)]
    [InlineData(BrokenRule.EpochOfEntryOnly)]
    [InlineData(BrokenRule.NewEpochFilled)]
    [InlineData(BrokenRule.JoinsWithoutStamps)]
    public void Broken_rule_gives_a_stale_answer(BrokenRule rule) => Violates(rule, ModelProperty.Stale);

    [Theory]
    [InlineData(BrokenRule.StampSentTwice)]
    [InlineData(BrokenRule.CountersRestart)]
    [InlineData(BrokenRule.RollbackRestoresStamp)]
    [InlineData(BrokenRule.LeaseEndRestoresStamp)]
    [InlineData(BrokenRule.NoEpoch)]
    public void Broken_rule_brings_a_dead_entry_to_life(BrokenRule rule) => Violates(rule, ModelProperty.Revived);

    [Theory]
    [InlineData(BrokenRule.NoLease)]
    [InlineData(BrokenRule.NeitherBumpNorLease)]
    [InlineData(BrokenRule.FillAdds)]
    public void Broken_rule_disables_a_tag(BrokenRule rule) => Violates(rule, ModelProperty.Disabled);

    /// <summary>With leases a tag comes back by itself, a lease after each write: without bumps it is late, not lost.</summary>
    [Fact]
    public void Without_bumps_a_tag_is_disabled_for_a_lease_after_each_write() =>
        Violates(BrokenRule.NoBump, ModelProperty.Delayed);

    [Fact]
    public void Own_writes_in_the_cache_are_answered_though_they_were_never_committed() =>
        Violates(BrokenRule.OwnWritesCached, ModelProperty.Uncommitted);

    [Fact]
    public void Every_broken_rule_is_tried()
    {
        var narrowing = Enum.GetValues<BrokenRule>().Where(rule => rule >= BrokenRule.RowWithoutBulk);
        var tried = GetType()
            .GetMethods()
            .SelectMany(method => method.GetCustomAttributes(inherit: false).OfType<InlineDataAttribute>())
            .Select(data => (BrokenRule)data.Data[0]!);

        Assert.Equal(
            Enum.GetValues<BrokenRule>().Order(),
            new[] { BrokenRule.None, BrokenRule.NoBump }.Concat(tried).Concat(narrowing).Distinct().Order()
        );
    }

    private void Violates(BrokenRule rule, ModelProperty expected) =>
        ModelAssert.Violates(ScenarioOf(rule) with { Broken = rule }, expected, output);

    /// <summary>Where the rule matters.</summary>
    private static ModelScenario ScenarioOf(BrokenRule rule) =>
        rule switch
        {
            BrokenRule.CommitAfterLease => ModelScenarios.MarkedAgain,
            BrokenRule.BumpOnlyWithOwnMark => ModelScenarios.LostMarks,
            BrokenRule.NoQuarantine or BrokenRule.BumpSkipsQuarantine or BrokenRule.MarkSkipsQuarantine =>
                ModelScenarios.Quarantine,
            BrokenRule.OwnWritesCached => ModelScenarios.OwnWrites,
            BrokenRule.SnapshotFills => ModelScenarios.Snapshot,
            BrokenRule.NoEpoch or BrokenRule.EpochOfFill or BrokenRule.NewEpochFilled => ModelScenarios.Restart,
            BrokenRule.EpochOfEntryOnly => ModelScenarios.TwoServers,
            BrokenRule.JoinsWithoutStamps => ModelScenarios.Shared,
            _ => ModelScenarios.OneTag,
        };
}
