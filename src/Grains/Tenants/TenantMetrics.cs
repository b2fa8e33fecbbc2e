using System.Diagnostics.Metrics;

namespace QuizOrleans.Grains.Tenants;

/// <summary>The instrument of the meter <c>QuizOrleans.Tenants</c>.</summary>
public sealed class TenantMetrics(IMeterFactory meters)
{
    public const string MeterName = "QuizOrleans.Tenants";

    private readonly Counter<long> _refused =
        meters.Create(MeterName).CreateCounter<long>("quiz.tenant.refusals", "{call}", "Calls across tenants that were refused. Should stay 0.");

    public void Refused() => _refused.Add(1);
}
