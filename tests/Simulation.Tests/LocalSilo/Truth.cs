using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using QuizOrleans.Rules.Tests.Rooms;

namespace QuizOrleans.Simulation.Tests;

/// <summary>What the journal says, and what everybody was told: the two must agree, always.</summary>
public sealed class Truth(SimulatedSilo silo)
{
    /// <summary>The room's grain key.</summary>
    public const string Room = "t/SIM234";

    private readonly List<(string Player, int Index, int Choice, string Where)> _acknowledged = [];
    private readonly Recount _recount = new();
    private int _recounted;

    public IReadOnlyList<RoomEvent> Events => silo.Journal.EventsOf($"room/{Room}");

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Whether the room has what it plays.</summary>
    public bool HasQuestions => Events.Any(e => e is RoomEvent.Furnished or RoomEvent.Opened { Questions.IsEmpty: false });

    /// <summary>How often a player may answer one question.</summary>
    public bool ChangesAnswers { get; init; }

    public static void That(bool holds, string what)
    {
        if (!holds) throw new BrokenInvariantException(what);
    }

    /// <summary>Nobody is told what is not written.</summary>
    public void Durable(long version, string where) => That(version <= Events.Count, $"{where}, and the journal ends at {Events.Count}");

    /// <summary>Nobody sees what is right while it is asked.</summary>
    public void Closed(int index, string where) =>
        That(Events.OfType<RoomEvent.QuestionClosed>().Any(e => e.Index == index), $"{where} of question {index}, which is open");

    public void Accepted(string player, int index, int choice, Receipt receipt, string where)
    {
        Durable(receipt.Version, $"{where}: the receipt names version {receipt.Version}");
        _acknowledged.Add((player, index, choice, where));
        Check();
    }

    /// <summary>What a player is shown.</summary>
    public void Shown(RoomSnapshot snapshot, string viewer, string where)
    {
        Durable(snapshot.Version, $"{where}: {viewer} sees version {snapshot.Version}");
        That(snapshot.Phase != "generating" || snapshot is { Of: 0, Generation: not null, Question: null }, $"{where}: {viewer} sees more than is written");
        if (snapshot.Reveal is { } reveal) Closed(reveal.Index, $"{where}: {viewer} sees what is right");
        That(viewer == RoomGame.Host || snapshot.Host is null, $"{where}: {viewer} sees what is the host's");
    }

    /// <summary>Every acknowledged answer is in the journal, and none is there twice.</summary>
    public void Check()
    {
        var given = Events.OfType<RoomEvent.AnswerGiven>().ToLookup(e => (e.PlayerId, e.Index));
        foreach (var (player, index, choice, where) in _acknowledged)
            That(given[(player, index)].Any(e => e.Answer is ChoiceAnswer a && a.Choices.SequenceEqual([choice])), $"{where}: {player}'s answer to {index} was acknowledged and is lost");
        That(Events.Count(e => e is RoomEvent.Furnished) <= 1, "the room was furnished twice");
        if (!ChangesAnswers)
        {
            foreach (var answers in given) That(answers.Count() == 1, $"{answers.Key} was answered {answers.Count()} times");
        }
    }

    /// <summary>The table equals a recount of the journal, by code that shares nothing with the rules.</summary>
    public void Table(ImmutableArray<StandingView> table, string where)
    {
        foreach (var @event in Events.Skip(_recounted)) _recount.Add(@event);
        _recounted = Events.Count;
        That(_recount.AcceptedTooLate.Count == 0, $"{where}: an answer was accepted after its time");
        var counted = _recount.Rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value.Score));
        var shown = table.OrderBy(r => r.PlayerId, StringComparer.Ordinal).Select(r => (r.PlayerId, r.Score));
        That(counted.SequenceEqual(shown), $"{where}: the table says {string.Join(' ', shown)}, the journal {string.Join(' ', counted)}");
    }
}

/// <summary>Something that must always hold did not.</summary>
public sealed class BrokenInvariantException(string what) : Exception(what);
