using QuizOrleans.Rules.Generation;
using QuizOrleans.Testing.LanguageModels;

namespace QuizOrleans.Writers.Tests;

/// <summary>What a refusal says about quotas and waiting.</summary>
public sealed class QuotaTests : WriterTest
{
    [Fact]
    public async Task Gemini_says_how_long_to_wait_and_which_quota_is_used_up()
    {
        Models.On().Next(
            ModelReply.RateLimited(TimeSpan.FromSeconds(34.07), "minute", 15),
            ModelReply.RateLimited(TimeSpan.FromSeconds(9), "day", 250),
            ModelReply.RateLimited(null, "minute", 250_000, isTokens: true),
            ModelReply.RateLimited());
        var writer = Writer(ModelWire.Gemini);
        await Says(TimeSpan.FromSeconds(34.07), new QuotaHit("minute", 15, false));
        await Says(TimeSpan.FromSeconds(9), new QuotaHit("day", 250, false));
        await Says(null, new QuotaHit("minute", 250_000, true));
        await Says(null);

        async Task Says(TimeSpan? wait, params QuotaHit[] quotas)
        {
            var fault = await Fault(writer);
            (fault.Kind, fault.RetryAfter).ShouldBe((CallFaultKind.RateLimited, wait));
            fault.Quotas.ShouldBe(quotas);
        }
    }

    [Fact]
    public async Task A_day_s_quota_of_nothing_is_read_as_it_was_seen()
    {
        // As in github.com/google-gemini/gemini-cli/issues/8437: three violations at once, without values.
        Models.On().Next(ModelReply.Raw(429, """
            {"error":{"code":429,"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED","details":[
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[
            {"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_input_token_count","quotaId":"GenerateContentInputTokensPerModelPerMinute-FreeTier","quotaDimensions":{"location":"global","model":"m"}},
            {"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier","quotaDimensions":{"location":"global","model":"m"}},
            {"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaDimensions":{"model":"m","location":"global"}}]},
            {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"26s"}]}}
            """));
        var fault = await Fault(Writer(ModelWire.Gemini));
        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(26));
        fault.Quotas.ShouldBe([new QuotaHit("minute", null, true), new QuotaHit("minute", null, false), new QuotaHit("day", null, false)]);
    }

    [Fact]
    public async Task The_other_wire_says_it_in_a_header()
    {
        Models.On().Next(ModelReply.RateLimited(TimeSpan.FromSeconds(7)), ModelReply.RateLimited());
        var writer = Writer(ModelWire.OpenAi);
        (await Fault(writer)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        (await Fault(writer)).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task A_quota_scripted_in_the_server_is_said_by_both_wires()
    {
        Models.Quota([Key], perMinute: 1);
        var writer = Writer(ModelWire.Gemini);
        await writer.Ask(Call(), default);
        var fault = await Fault(writer);
        (fault.Kind, fault.Quotas.Single()).ShouldBe((CallFaultKind.RateLimited, new QuotaHit("minute", 1, false)));
        Time.Advance(fault.RetryAfter!.Value);
        (await writer.Ask(Call(), default)).ShouldBeOfType<Grains.Generation.WriterReply.Written>();
    }

    [Theory]
    [InlineData(429, "insufficient_quota", CallFaultKind.Forbidden)]
    [InlineData(400, "content_filter", CallFaultKind.Blocked)]
    [InlineData(400, "json_validate_failed", CallFaultKind.Unreadable)]
    public async Task A_code_can_say_more_than_the_status(int status, string code, CallFaultKind kind)
    {
        Models.On().Next(ModelReply.Raw(status, """{"error":{"message":"m","type":"t","code":"CODE"}}""".Replace("CODE", code, StringComparison.Ordinal)));
        (await Fault(Writer(ModelWire.OpenAi))).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task No_free_tier_where_the_server_stands_is_the_key_s_trouble()
    {
        Models.On().Next(ModelReply.Raw(400, """{"error":{"code":400,"message":"User location is not supported","status":"FAILED_PRECONDITION"}}"""));
        (await Fault(Writer(ModelWire.Gemini))).Kind.ShouldBe(CallFaultKind.Forbidden);
    }
}
