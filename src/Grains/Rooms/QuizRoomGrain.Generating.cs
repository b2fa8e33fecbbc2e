using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>A room whose questions are written while people join: it has them written, hears how far they are, and never waits for long.</summary>
public sealed partial class QuizRoomGrain
{
    /// <summary>How many are there. Memory only: after a crash the generation says it again.</summary>
    private int _written;
    private bool _isStandingIn;

    public Task GenerationAdvanced(int done, int of)
    {
        if (Durable.Phase is not Phase.Generating || done <= _written) return Task.CompletedTask;
        _written = done;
        TellNow(new GenerationProgress(RoomProjector.Writing(Durable, _written, Now)!));
        return Task.CompletedTask;
    }

    public async Task<Receipt> Furnish(FurnishRoom command, CancellationToken cancellationToken)
    {
        if (SourceOf(command.Source) is not { } source) return new Receipt(false, "invalid_argument", "The source is model, mixed, bank or packs.", DurableVersion);
        var questions = Sound(command.Questions);
        if (!questions.IsEmpty || State.Phase is not Phase.Generating)
            return await Receipt(new RoomCommand.Furnish(Now, questions, new Furnishing(source, command.Code, command.Message)));
        await StandIn(command.Code, command.Message);
        return new Receipt(true, "ok", "", DurableVersion);
    }

    private async Task<Outcome<RoomCreated>> OpenGenerating(OpenRoom command, RoomSettings settings)
    {
        var view = command.Settings;
        if (!string.IsNullOrEmpty(view.QuizId) || !view.Draw.IsDefaultOrEmpty) return new Refusal("invalid_settings", "Give one of quizId, draw and generate.");
        var (topic, fault) = Topics.Read(view.Generate);
        if (topic is null) return new Refusal("invalid_settings", $"generate: {fault}");
        var (title, untitled) = TitleOf(view.Title, topic);
        if (untitled is not null) return untitled;

        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        var plan = new GenerationPlan(topic, options.Value.GenerationTime, command.HostId, command.IsEditor, view.ShuffleQuestions, view.ShuffleChoices, seed);
        var hostKey = NewHostKey();
        var recorded = await Do(new RoomCommand.OpenGenerating(Now, title, plan, options.Value.GenerationSlack, settings, command.HostId, hostKey));
        if (recorded.Refusal is { } refusal) return refusal;
        await KeepAwake();
        return new RoomCreated(_key.Id, hostKey, SnapshotFor(command.HostId));
    }

    private static (string Title, Refusal? Refusal) TitleOf(string? given, Topic topic)
    {
        var title = (given ?? "").Trim();
        if (title.Length == 0) title = Shortened(topic.Text.Length > 0 ? topic.Text : topic.Subject);
        return (title, FaultOf(title));
    }

    private static string Shortened(string text) => new StringInfo(text) is { LengthInTextElements: > QuizLimits.MaxTitle } long_
        ? $"{long_.SubstringByTextElements(0, QuizLimits.MaxTitle - 1).TrimEnd()}…"
        : text;

    /// <summary>What the room does of itself about its questions.</summary>
    private void OnGenerating(RoomEvent @event, RoomState after)
    {
        switch (@event)
        {
            case RoomEvent.GenerationBegan:
                _ = Generate(after);
                break;
            case RoomEvent.StartRemembered:
                _publisher.Tell(new GenerationProgress(RoomProjector.Writing(after, _written, Now)!));
                break;
            case RoomEvent.GenerationOverdue:
                _ = StandIn("timed_out", "The questions were not written in time.");
                break;
            case RoomEvent.Finished when after.Questions.IsEmpty && after.Settings.Duel is null:
                _ = CancelGeneration(after);
                break;
        }
    }

    /// <summary>After a crash: the generation goes on, or has ended meanwhile; a room that was overdue takes what stands in.</summary>
    private void GenerateAgain()
    {
        if (Durable.Phase is not Phase.Generating phase) return;
        _ = phase.IsOverdue ? StandIn("timed_out", "The questions were not written in time.") : Generate(Durable);
    }

    /// <summary>Has the questions written; asked again, for the same room, it hears how far that is.</summary>
    private async Task Generate(RoomState room)
    {
        var plan = ((Phase.Generating)room.Phase).Plan;
        try
        {
            var asked = new StartGeneration(
                GenerationKeys.RequestOf(_key.Id, room.OpenedAt), CallerOf(plan), Topics.View(plan.Topic), _key.Id, WithinMs: (int)plan.Time.TotalMilliseconds);
            var started = await GenerationOf(room).Start(asked, CancellationToken.None);
            if (started.Value is not { } view)
            {
                await StandIn(started.Refusal!.Code, started.Refusal.Message);
                return;
            }

            await GenerationAdvanced(view.Done, view.Of);
            // It was over before this activation was there to be told.
            if (view.Status is not "running") await Furnish(WhatCameOf(view), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotWritten(logger, e, _key.Id);
            await StandIn("generation_unavailable", "No questions can be written just now.");
        }
    }

    /// <summary>Takes what stands in. Ends with questions, or with the end of a room for which there are none.</summary>
    private async Task StandIn(string code, string message)
    {
        if (State.Phase is not Phase.Generating phase || _isStandingIn) return;
        _isStandingIn = true;
        try
        {
            var topic = phase.Plan.Topic;
            var found = await fallback.Find(_key.Tenant, CallerOf(phase.Plan), topic, topic.Count, phase.Plan.Seed, [], allowAnything: true, CancellationToken.None);
            var source = found.All(q => q.Source == FallbackQuestions.Bank) ? QuestionSource.Bank : QuestionSource.Packs;
            var furnished = await Do(new RoomCommand.Furnish(Now, Sound([.. found.Select(q => BankMapping.ToQuestionDraft(q.Question))]), new Furnishing(source, code, message)));
            if (furnished.Rejection is null) LogStandIns(logger, _key.Id, found.Length, source, code);
        }
        finally
        {
            _isStandingIn = false;
        }
    }

    private async Task CancelGeneration(RoomState room)
    {
        try
        {
            await GenerationOf(room).Cancel(CancellationToken.None);
        }
        catch (Exception e)
        {
            // It ends by itself, with its time.
            LogNotCancelled(logger, e, _key.Id);
        }
    }

    private IGenerationGrain GenerationOf(RoomState room) =>
        GrainFactory.GetGrain<IGenerationGrain>(GenerationKeys.OfRoom(_key.Tenant, _key.Id, room.OpenedAt));

    private static BankCaller CallerOf(GenerationPlan plan) => new(plan.OwnerId, plan.IsEditor);

    private static FurnishRoom WhatCameOf(GenerationView view) => new(
        [.. view.Questions.Select(q => BankMapping.ToQuestionDraft(q.Question))], GenerationSources.Of(view.Questions), view.Code, view.Message);

    private static ImmutableArray<Question> Sound(ImmutableArray<QuestionDraft> drafts) =>
        drafts.IsDefault ? [] : [.. drafts.Select(d => QuestionMapping.Read(d).Question).OfType<Question>()];

    private static QuestionSource? SourceOf(string source) => source switch
    {
        "model" => QuestionSource.Model,
        "mixed" => QuestionSource.Mixed,
        "bank" => QuestionSource.Bank,
        "packs" => QuestionSource.Packs,
        _ => null,
    };

    [LoggerMessage(3101, LogLevel.Warning, "The questions of room {Pin} cannot be written; others stand in.")]
    private static partial void LogNotWritten(ILogger logger, Exception exception, string pin);

    [LoggerMessage(3102, LogLevel.Information, "In room {Pin} {Count} questions stand in ({Source}): {Code}.")]
    private static partial void LogStandIns(ILogger logger, string pin, int count, QuestionSource source, string code);

    [LoggerMessage(3103, LogLevel.Warning, "The writing of questions for room {Pin}, which is over, was not stopped.")]
    private static partial void LogNotCancelled(ILogger logger, Exception exception, string pin);
}
