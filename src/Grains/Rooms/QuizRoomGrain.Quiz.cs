using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What a room plays: a quiz, what a quiz draws, or what its host has drawn. Once it is open it keeps that.</summary>
public sealed partial class QuizRoomGrain
{
    private async Task<Outcome<QuizDraft>> QuizOf(OpenRoom command, ulong seed, CancellationToken cancellationToken)
    {
        var (quizId, draw) = (command.Settings.QuizId, command.Settings.Draw);
        if (!draw.IsDefaultOrEmpty)
        {
            if (!string.IsNullOrEmpty(quizId)) return new Refusal("invalid_settings", "Give one of quizId, draw and generate.");
            var common = draw[0]?.Category is { Length: > 0 } category && draw.All(d => d?.Category == category) ? category : "";
            var title = (command.Settings.Title ?? "").Trim() is { Length: > 0 } given ? given : common.Length > 0 ? common : "Mixed";
            return await Drawn(new QuizDraft { Title = title, Category = common, Language = draw[0]?.Language is { Length: > 0 } language ? language : "en", Draw = draw }, command, seed, cancellationToken);
        }

        if (!TenantKey.IsPart(quizId)) return new Refusal("invalid_settings", "quizId must name a quiz, or draw or generate say what to play.");
        var quiz = await GrainFactory.GetGrain<IQuizGrain>(new TenantKey(_key.Tenant, quizId).ToString()).Read(command.HostId, cancellationToken);
        if (quiz.Value is not { } document) return quiz.Refusal!;
        // As the host calls it this time; the quiz keeps its own.
        var named = (command.Settings.Title ?? "").Trim();
        if (named.Length > 0 && FaultOf(named) is { } untitled) return untitled;
        var played = named.Length > 0 ? document.Quiz with { Title = named } : document.Quiz;
        return played.Draw.IsDefaultOrEmpty ? played : await Drawn(played, command, seed, cancellationToken);
    }

    /// <summary>Of a title alone, whatever the rest of its quiz is.</summary>
    private static Refusal? FaultOf(string title) =>
        QuizMapping.Read(new QuizDraft { Title = title }).Faults.FirstOrDefault(f => f.Code.StartsWith("title", StringComparison.Ordinal)) is { } fault
            ? new Refusal("invalid_settings", fault.Reason)
            : null;

    /// <summary>With what its rules draw behind its own questions.</summary>
    private async Task<Outcome<QuizDraft>> Drawn(QuizDraft quiz, OpenRoom command, ulong seed, CancellationToken cancellationToken)
    {
        var bank = GrainFactory.GetGrain<IQuestionBankGrain>(new TenantKey(_key.Tenant, "bank").ToString());
        var drawn = await bank.Draw(new DrawQuestions(new BankCaller(command.HostId, command.IsEditor), quiz.Draw, seed), cancellationToken);
        if (drawn.Value is not { } value) return drawn.Refusal!.Code == "invalid_argument" ? new Refusal("invalid_settings", drawn.Refusal.Message) : drawn.Refusal;
        var whole = quiz with { Questions = [.. quiz.Questions, .. value.Questions], Draw = [] };
        // The title is the host's, and not yet looked at; all else has been.
        return QuizMapping.Read(whole).Faults is [var fault, ..] ? new Refusal("invalid_settings", fault.Reason) : whole;
    }
}
