using System.Text.Json;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Writers.Http;

namespace QuizOrleans.Writers.Gemini;

/// <summary>
/// What a google.rpc.Status adds to the HTTP status: ErrorInfo, RetryInfo and QuotaFailure among its details (https://cloud.google.com/apis/design/errors;
/// codes: https://ai.google.dev/gemini-api/docs/troubleshooting). Seen in the wild, e.g. github.com/google-gemini/gemini-cli/issues/8437: quotaId such as
/// GenerateRequestsPerDayPerProjectPerModel-FreeTier, quotaValue as a text, retryDelay "26s".
/// </summary>
internal static class GeminiFaults
{
    public static CallFault Read(int status, JsonElement? error, CallFault byStatus)
    {
        var details = error.Items("details").ToArray();
        var reason = Of(details, "ErrorInfo").Text("reason");
        var kind = (status, reason, error.Text("status")) switch
        {
            // An unknown or expired key is answered with 400, not with 401.
            (400, "API_KEY_INVALID" or "API_KEY_EXPIRED", _) => CallFaultKind.Unauthorized,
            // No billing, or no free tier where the server stands: another key may do.
            (400, _, "FAILED_PRECONDITION") => CallFaultKind.Forbidden,
            _ => byStatus.Kind,
        };
        var violations = Of(details, "QuotaFailure").Items("violations").ToArray();
        var names = string.Join(' ', violations.Select(v => WireJson.Code(v.Text("quotaId"))).Prepend(WireJson.Code(reason)).Where(name => name.Length > 0).Take(4));
        return byStatus with
        {
            Kind = kind,
            Message = $"{byStatus.Message} {names}".TrimEnd(),
            RetryAfter = RetryTimes.OfDuration(Of(details, "RetryInfo").Text("retryDelay")) ?? byStatus.RetryAfter,
            Quotas = [.. violations.Select(Quota)],
        };
    }

    private static QuotaHit Quota(JsonElement? violation)
    {
        var (id, metric) = (violation.Text("quotaId") ?? "", violation.Text("quotaMetric") ?? "");
        var window = id.Contains("PerDay", StringComparison.OrdinalIgnoreCase) ? "day" : id.Contains("PerMinute", StringComparison.OrdinalIgnoreCase) ? "minute" : "";
        var isTokens = id.Contains("token", StringComparison.OrdinalIgnoreCase) || metric.Contains("token", StringComparison.OrdinalIgnoreCase);
        return new QuotaHit(window, violation.Whole("quotaValue"), isTokens);
    }

    private static JsonElement? Of(JsonElement?[] details, string type) =>
        Array.Find(details, detail => detail.Text("@type")?.EndsWith($"google.rpc.{type}", StringComparison.Ordinal) is true);
}
