using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What the game says of its questions, kept while it is played: whoever has seen every event need not read them again.</summary>
public sealed partial class QuizRoomGrain
{
    /// <summary>Chances to answer that are kept at most. A larger game is read from the journal when it is over, by somebody else and in his own time.</summary>
    private const int MostKept = 500;

    /// <summary>The rounds so far; null where this activation has not seen all of them, or they are too many.</summary>
    private List<PlayedRound>? _rounds;
    private int _kept;

    private void KeepRound(RoomEvent @event, RoomState after, long version)
    {
        if (version == 1) _rounds = [];
        if (_rounds is null || PlayedRound.Of(@event, after) is not { } round) return;
        _kept += round.Shown.Count;
        if (_kept > MostKept) _rounds = null;
        else _rounds.Add(round);
    }

    /// <summary>A game without a question says nothing.</summary>
    private async Task AddToPlays()
    {
        if (Durable.StartedAt is null) return;
        var worker = GrainFactory.GetGrain<IGamePlaysGrain>(new TenantKey(_key.Tenant, "plays").ToString());
        if (_rounds is null)
        {
            await worker.Add(_key.Id, CancellationToken.None);
            return;
        }

        // A duel's questions are the pool's, whose editions are known.
        var tally = GameTally.Of(_rounds, Durable, Durable.Settings.Duel is null ? Edition.Of : KnownQuestions.EditionOf);
        var editions = await plays.Add(_key, tally, bank.Value, CancellationToken.None);
        if (!editions.IsEmpty) await worker.Played(editions);
    }
}
