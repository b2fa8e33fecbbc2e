using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>One answer being got: the calls made for it, and what they have taught so far.</summary>
internal sealed partial class Asking<T>(ModelCalls calls, Prompt prompt, Func<string, T?> read, DateTimeOffset until, CancellationToken stop)
    where T : class
{
    /// <summary>Calls at once for the same answer.</summary>
    private const int MostBeside = 2;

    private readonly HashSet<Task<Try>> _running = [];
    private readonly HashSet<string> _givenUp = [];
    private readonly Dictionary<string, ImmutableArray<string>> _tried = [];
    private int _made;
    private int _calling;
    private bool _isCutShort;
    private int _unreadable;
    private int _failed;
    private Asked<T>.Nothing? _last;

    public async Task<Asked<T>> Run()
    {
        Begin(TimeSpan.Zero);
        while (_running.Count > 0)
        {
            var hedge = Task.Delay(_running.Count < MostBeside && _made < Attempts.Most ? calls.Options.HedgeAfter : Timeout.InfiniteTimeSpan, calls.Time, stop);
            var first = await Task.WhenAny([.. _running, hedge]);
            if (stop.IsCancellationRequested) break;
            if (first is not Task<Try> done)
            {
                calls.Metrics.Hedged();
                Begin(TimeSpan.Zero);
                continue;
            }

            _running.Remove(done);
            switch (await done)
            {
                case Try.Answered t:
                    return new Asked<T>.Answer(t.Value, t.Model, t.Entry);
                case Try.Failed t:
                    GoOn(t);
                    break;
                case Try.NoKey t:
                    WaitForKey(t);
                    break;
            }
        }

        // A call that is still out explains more than that no key was free for a second one beside it.
        return _last is { } last && (!(_calling > 0 || _isCutShort) || last.Code is not ("no_keys" or "keys_resting"))
            ? last
            : new Asked<T>.Nothing("timed_out", "The language model did not answer in time.", null);
    }

    private void Begin(TimeSpan after) => _running.Add(TryOnce(after));

    private void GoOn(Try.Failed failed)
    {
        _last = new Asked<T>.Nothing(Attempts.CodeOf(failed.Fault.Kind), Attempts.SentenceOf(failed.Fault.Kind), failed.Fault.RetryAfter);
        if (failed.Fault.Kind is CallFaultKind.Unreadable) _unreadable++;
        var next = Attempts.After(failed.Fault.Kind, _unreadable);
        if (next is NextTry.OtherProvider) _givenUp.Add(failed.Provider);
        if (_made < Attempts.Most && _givenUp.Count < calls.Writers.Length) Begin(next is NextTry.Again ? Attempts.Wait(++_failed, Random.Shared.NextDouble()) : TimeSpan.Zero);
    }

    private void WaitForKey(Try.NoKey none)
    {
        _last ??= new Asked<T>.Nothing(none.Code, none.Code == "no_keys" ? "No key of the language model can be used." : "All keys of the language model rest.", none.RetryAfter);
        if (_last is { RetryAfter: null } && none.RetryAfter is not null) _last = _last with { RetryAfter = none.RetryAfter };
        if (_running.Count > 0 || none.RetryAfter is not { } wait || calls.Time.GetUtcNow() + wait >= until) return;
        Begin(wait);
    }

    /// <summary>Never throws: whoever waits for one call must not be disturbed by another.</summary>
    private async Task<Try> TryOnce(TimeSpan after)
    {
        try
        {
            if (after > TimeSpan.Zero) await Task.Delay(after, calls.Time, stop);
            var (writer, leased) = await Lease();
            if (writer is null) return new Try.NoKey(leased.Code, leased.RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null);
            _made++;
            return await Call(writer, leased.Lease!);
        }
        catch (OperationCanceledException)
        {
            return new Try.Cancelled();
        }
        catch (Exception e)
        {
            LogFailed(calls.Logger, e);
            return new Try.Failed("", CallFault.Of(CallFaultKind.Unavailable, "The key pool did not answer."));
        }
    }

    private async Task<(IQuestionWriter? Writer, KeyLeased Leased)> Lease()
    {
        var none = new KeyLeased(null, "no_keys", null);
        foreach (var writer in calls.Writers)
        {
            if (_givenUp.Contains(writer.Provider)) continue;
            var tried = _tried.GetValueOrDefault(writer.Provider, []);
            var leased = await calls.Pools.Lease(writer.Provider, tried, stop);
            // A key that was at no fault may be asked again when all have been.
            if (leased.Lease is null && !tried.IsEmpty) leased = await calls.Pools.Lease(writer.Provider, [], stop);
            if (leased.Lease is { } lease)
            {
                _tried[writer.Provider] = tried.Contains(lease.Entry) ? tried : tried.Add(lease.Entry);
                return (writer, leased);
            }

            if (none.RetryAfterMs is null || leased.RetryAfterMs < none.RetryAfterMs) none = leased;
        }

        return (null, none);
    }

    private async Task<Try> Call(IQuestionWriter writer, KeyLease lease)
    {
        var startedAt = calls.Time.GetTimestamp();
        var report = new KeyReport(lease, "cancelled", null, [], 0, 0);
        _calling++;
        try
        {
            var reply = await writer.Ask(new WriterCall(lease.Model, lease.Entry, prompt.Instruction, prompt.Data, prompt.Schema, prompt.MaxTokens), stop);
            switch (reply)
            {
                case WriterReply.Written written:
                    report = report with { Outcome = "ok", PromptTokens = written.PromptTokens, AnswerTokens = written.AnswerTokens };
                    if (read(written.Json) is { } value) return new Try.Answered(value, $"{writer.Provider}/{lease.Model}", lease.Entry);
                    report = report with { Outcome = "unreadable" };
                    return new Try.Failed(writer.Provider, CallFault.Of(CallFaultKind.Unreadable, "The answer was not in the shape that was asked for."));
                case WriterReply.Failed { Fault: var fault }:
                    report = report with { Outcome = CallOutcome.NameOf(fault.Kind), RetryAfterMs = Milliseconds(fault.RetryAfter), Quotas = [.. fault.Quotas.Select(q => new QuotaView(q.Window, q.Limit, q.IsTokens))] };
                    LogFault(calls.Logger, writer.Provider, lease.Model, lease.Entry, report.Outcome, fault.Message);
                    return new Try.Failed(writer.Provider, fault);
                default:
                    throw new InvalidOperationException($"{reply.GetType().Name} is no reply.");
            }
        }
        catch (OperationCanceledException) when (calls.Time.GetUtcNow() >= until)
        {
            _isCutShort = true;
            report = report with { Outcome = "timed_out" };
            throw;
        }
        finally
        {
            _calling--;
            calls.Metrics.Called(writer.Provider, lease.Model, report.Outcome, calls.Time.GetElapsedTime(startedAt));
            await Tell(writer.Provider, report);
        }
    }

    private async Task Tell(string provider, KeyReport report)
    {
        try
        {
            await calls.Pools.Report(provider, report);
        }
        catch (Exception e)
        {
            LogNotReported(calls.Logger, e, provider);
        }
    }

    private static int? Milliseconds(TimeSpan? span) => span is { } s ? (int)Math.Min(s.TotalMilliseconds, int.MaxValue) : null;

    [LoggerMessage(3201, LogLevel.Warning, "{Provider}/{Model} with key {Entry}: {Outcome}. {Detail}")]
    private static partial void LogFault(ILogger logger, string provider, string model, string entry, string outcome, string detail);

    [LoggerMessage(3202, LogLevel.Error, "A call to a language model failed on our side.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(3203, LogLevel.Error, "The key pool of {Provider} was not told what came of a call.")]
    private static partial void LogNotReported(ILogger logger, Exception exception, string provider);

    private abstract record Try
    {
        public sealed record Answered(T Value, string Model, string Entry) : Try;

        public sealed record Failed(string Provider, CallFault Fault) : Try;

        public sealed record NoKey(string Code, TimeSpan? RetryAfter) : Try;

        public sealed record Cancelled : Try;
    }
}
