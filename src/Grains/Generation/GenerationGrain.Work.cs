using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>The work: rounds of calls until there are enough questions or the time is up, then what stands in, then the end. All by one deadline.</summary>
public sealed partial class GenerationGrain
{
    /// <summary>A model whose questions do not pass three times over will not do better the fourth time.</summary>
    private const int MostRounds = 3;

    /// <summary>Some do not pass: a few more are asked for, so that one round may do.</summary>
    private const double Spare = 0.25;

    private readonly SemaphoreSlim _storing = new(1);
    private Unmade? _why;

    /// <summary>From a timer: its turns interleave with calls, and the grain stays for as long as it works.</summary>
    private void BeginWork() => _work = this.RegisterGrainTimer(
        Work, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    private async Task Work(CancellationToken cancellationToken)
    {
        if (!IsRunning) return;
        Tenancy.Act(Key.Tenant);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        try
        {
            await Write(Topics.Read(State.Request!.Topic).Topic!, stop.Token);
            await StandIn(stop.Token);
            await Finish();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled, which was told already; or the silo stops, and the next activation goes on.
        }
        catch (Exception e)
        {
            // What is not stored is not told: the next activation goes on from what is.
            LogFailed(logger, e, Key.Id);
            DeactivateOnIdle();
        }
        finally
        {
            _work?.Dispose();
        }
    }

    private async Task Write(Topic topic, CancellationToken stop)
    {
        var until = State.Deadline - options.Value.FallbackTime;
        var least = options.Value.SecondPass ? options.Value.SecondPassTime : TimeSpan.Zero;
        for (var round = 0; round < MostRounds && State.Questions.Length < topic.Count && time.GetUtcNow() + least < until; round++)
        {
            var before = State.Questions.Length;
            var missing = topic.Count - before;
            var wanted = missing + (int)Math.Ceiling(missing * Spare);
            using var places = new SemaphoreSlim(options.Value.AtOnce);
            await Task.WhenAll(Batches(wanted).Select(count => Batch(topic, count, places, until, stop)));
            // Where nothing could be had at all, every way was tried already.
            if (State.Questions.Length == before && _why is not null) return;
        }
    }

    private IEnumerable<int> Batches(int count)
    {
        var batches = (count + options.Value.BatchSize - 1) / options.Value.BatchSize;
        // Of a like size: 6 are 3 and 3 rather than 5 and 1.
        return Enumerable.Range(0, batches).Select(i => ((count * (i + 1)) / batches) - ((count * i) / batches));
    }

    private async Task Batch(Topic topic, int count, SemaphoreSlim places, DateTimeOffset until, CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            if (State.Questions.Length >= topic.Count) return;
            var made = await maker.Make(Key, State.Request!, topic, count, Taken, until, stop);
            if (made.Why is not null) _why = made.Why;
            await Keep(topic, made, stop);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>One batch after the other, so that two do not bring the same question, nor more than were asked for.</summary>
    private async Task Keep(Topic topic, Made made, CancellationToken stop)
    {
        await _storing.WaitAsync(stop);
        try
        {
            foreach (var (reason, dropped) in made.Dropped) metrics.Became(reason, dropped);
            var taken = Taken().ToList();
            var fresh = made.Questions.Where(q => OutputCheck.Fault(q, topic, taken) is null).Take(topic.Count - State.Questions.Length).ToImmutableArray();
            var (stored, refusal) = fresh.IsEmpty ? ([], null) : await maker.Store(Key, State.Request!.Caller, topic, made with { Questions = fresh }, stop);
            if (refusal is not null) _why = new Unmade(refusal.Code, refusal.Message, null);
            if (fresh.IsEmpty && made.Dropped.IsEmpty) return;
            if (!await Change(s => IsRunning ? s.With(made.Dropped) with { Questions = s.Questions.AddRange(stored) } : null)) return;
            metrics.Became(GenerationSources.Model, stored.Length);
            if (!stored.IsEmpty) await Progress();
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>In a room the rest is stood in for, by whatever there is; somebody who asked for himself gets the bank's where the model gave none, on his topic or not at all.</summary>
    private async Task StandIn(CancellationToken stop)
    {
        var request = State.Request!;
        var missing = request.Topic.Count - State.Questions.Length;
        var isRoom = request.RoomPin is not null;
        if (missing <= 0 || !request.AllowFallback || (!isRoom && !State.Questions.IsEmpty)) return;
        var topic = Topics.Read(request.Topic).Topic!;
        var besides = State.Questions.Select(q => FallbackQuestions.FingerprintOf(q.Question)).OfType<Guid>();
        var found = await fallback.Find(Key.Tenant, request.Caller, topic, missing, (ulong)Random.Shared.NextInt64(), besides, allowAnything: isRoom, stop);
        if (found.IsEmpty || !await Change(s => IsRunning ? s with { Questions = s.Questions.AddRange(found) } : null)) return;
        foreach (var source in found.CountBy(f => f.Source)) metrics.Became(source.Key, source.Value);
        await Progress();
    }

    private async Task Finish()
    {
        var written = State.Questions.Count(q => q.Source == GenerationSources.Model);
        var why = written >= State.Request!.Topic.Count ? null : _why ?? Short(written);
        var status = State.Questions.IsEmpty ? GenerationState.Failed : GenerationState.Done;
        await End(status, why ?? new Unmade("ok", "", null));
    }

    private Unmade Short(int written) => time.GetUtcNow() >= State.Deadline - options.Value.FallbackTime - options.Value.SecondPassTime
        ? new Unmade("timed_out", $"The time was up after {written} of {State.Request!.Topic.Count} questions.", null)
        : new Unmade("too_few_passed", $"Only {written} of {State.Request!.Topic.Count} questions passed the checks.", null);

    /// <summary>False when it was over before.</summary>
    private async Task<bool> End(string status, Unmade why)
    {
        var now = time.GetUtcNow();
        if (!await Change(s => IsRunning ? s with { Status = status, Code = why.Code, Message = why.Message, RetryAt = now + why.RetryAfter } : null)) return false;
        metrics.Ended(status, why.Code, now - State.StartedAt);
        LogEnded(logger, Key.Id, status, why.Code, State.Questions.Length, State.Request!.Topic.Count, (int)(now - State.StartedAt).TotalMilliseconds);
        Tell();
        if (State.Request.RoomPin is { } pin) await ToRoom(() => Furnish(pin));
        return true;
    }

    private async Task Progress()
    {
        Tell();
        if (State.Request!.RoomPin is { } pin) await ToRoom(() => Room(pin).GenerationAdvanced(State.Questions.Length, State.Request.Topic.Count));
    }

    private async Task ToRoom(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception e)
        {
            // It helps itself when its time is up.
            LogNoRoom(logger, e, Key.Id);
        }
    }

    private async Task Furnish(string pin)
    {
        var receipt = await Room(pin).Furnish(
            new FurnishRoom([.. State.Questions.Select(q => BankMapping.ToQuestionDraft(q.Question))], GenerationSources.Of(State.Questions), State.Code, State.Message), CancellationToken.None);
        // It may have helped itself already: then it was told nothing new.
        if (!receipt.Accepted) LogNotFurnished(logger, Key.Id, pin, receipt.Code);
    }

    private IQuizRoomGrain Room(string pin) => GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(Key.Tenant, pin).ToString());

    private ImmutableArray<Likeness> Taken() =>
        [.. State.Questions.Select(q => BankMapping.Read(q.Question).Question).OfType<BankQuestion>().Select(q => Likeness.Of(q.Question))];

    [LoggerMessage(3213, LogLevel.Error, "Generation {Id} failed; it goes on when it is asked for again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string id);

    [LoggerMessage(3214, LogLevel.Information, "Generation {Id} is {Status} ({Code}) with {Count} of {Of} questions after {Milliseconds} ms.")]
    private static partial void LogEnded(ILogger logger, string id, string status, string code, int count, int of, int milliseconds);

    [LoggerMessage(3216, LogLevel.Warning, "Generation {Id} could not reach its room.")]
    private static partial void LogNoRoom(ILogger logger, Exception exception, string id);

    [LoggerMessage(3215, LogLevel.Information, "Generation {Id}: room {Pin} did not take its questions ({Code}).")]
    private static partial void LogNotFurnished(ILogger logger, string id, string pin, string code);
}
