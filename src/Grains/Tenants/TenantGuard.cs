using System.Reflection;
using Microsoft.Extensions.Logging;

namespace QuizOrleans.Grains.Tenants;

/// <summary>
/// The wall between tenants: every call to a grain or an observer of ours passes here and is refused unless it is made on behalf of the tenant whose
/// it is. It trusts nothing but the grain's own key, so a caller that forgot to say for whom it acts is refused too.
/// </summary>
public sealed partial class TenantGuard(TenantMetrics metrics, ILogger<TenantGuard> logger) : IIncomingGrainCallFilter
{
    private static readonly Assembly Contracts = typeof(Tenancy).Assembly;
    private static readonly Assembly Grains = typeof(TenantGuard).Assembly;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Assembly != Contracts)
        {
            // The engine's own calls. A timer's tick and a reminder come from nobody: what they set off is the grain's own tenant's doing.
            if (context.Grain?.GetType().Assembly == Grains) Tenancy.ActFor(context.TargetId.Key.ToString()!);
            return context.Invoke();
        }

        var caller = Tenancy.Current;
        var isOwn = context.Grain is ITenantBound observer ? observer.Tenant == caller : Tenancy.Owns(caller, context.TargetId.Key.ToString()!);
        if (isOwn) return context.Invoke();
        metrics.Refused();
        LogRefused(logger, context.InterfaceName, context.MethodName, context.TargetId.ToString(), caller ?? "none");
        throw new ForeignTenantException($"{context.MethodName} was called for tenant '{caller}', whose it is not.");
    }

    [LoggerMessage(1401, LogLevel.Error, "Refused {Contract}.{Method} of {Target}: called on behalf of tenant {Tenant}.")]
    private static partial void LogRefused(ILogger logger, string contract, string method, string target, string tenant);
}
