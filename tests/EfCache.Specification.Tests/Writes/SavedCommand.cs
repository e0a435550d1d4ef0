using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfCache.Specification.Tests.Writes;

/// <summary>Does something in the middle of a save: after the first of its commands, which it sends one by one.</summary>
public sealed class SavedCommand(Action callback) : DbCommandInterceptor
{
    private int _commands;

    public void AddTo(DbContextOptionsBuilder options)
    {
        var relational = RelationalOptionsExtension.Extract(options.Options);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(relational.WithMaxBatchSize(1));
        options.AddInterceptors(this);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        if (eventData.CommandSource == CommandSource.SaveChanges && ++_commands == 2)
        {
            callback();
        }

        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(ReaderExecuting(command, eventData, result));
}
