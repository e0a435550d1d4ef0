namespace EfCache.Narrowing;

/// <summary>Why entries may depend on the rows with one value of a column, and how a writer knows the value.</summary>
internal enum PartitionKind
{
    /// <summary>A part of a composite primary key: whoever writes a row names its key.</summary>
    KeyPart,

    /// <summary>
    /// A concurrency token: the statement itself compares the value that the writer has with the row's, so that it is the row's
    /// if anything was written.
    /// </summary>
    Checked,

    /// <summary>
    /// A column of which the model declares that it never changes after the insert. A writer's value counts when it comes from a
    /// query or from the writer's own insert.
    /// </summary>
    Constant,
}
