using System.Diagnostics.Metrics;

namespace QuizOrleans.Grains.Tenants;

/// <summary>The instrument of the meter <c>QuizOrleans.Tenants</c>.</summary>
public sealed class TenantMetrics
{
    public const string MeterName = "QuizOrleans.Tenants";

    private readonly Counter<long> _refused;

    public TenantMetrics(IMeterFactory meters)
    {
        _refused = meters.Create(MeterName).CreateCounter<long>("quiz.tenant.refusals", "{call}", "Calls across tenants that were refused. Should stay 0.");
        // There before the first event: what is not there yet does not grow by it.
        _refused.Add(0);
    }

    public void Refused() => _refused.Add(1);
}
