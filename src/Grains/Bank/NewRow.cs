using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Bank;

/// <summary>One of the questions that are being added.</summary>
internal sealed class NewRow
{
    private readonly int _row;
    private readonly string _text;
    private readonly BankQuestion? _question;
    private ImmutableArray<Fault> _faults;
    private string? _storedAs;

    private NewRow(int row, string text, BankQuestion? question, ImmutableArray<Fault> faults)
    {
        (_row, _text, _question, _faults) = (row, text, question, faults);
        Likeness = question is null ? null : Likeness.Of(question.Question);
    }

    public bool IsGood => _faults.IsEmpty;

    public Likeness? Likeness { get; }

    public ImmutableArray<SimilarQuestion> Similar { get; set; } = [];

    public static NewRow Read(int row, BankDraft? draft)
    {
        var (question, faults) = BankMapping.Read(draft);
        return new NewRow(row, draft?.Text ?? "", question, faults);
    }

    /// <summary>The same question twice is a duplicate too, though neither is in the bank yet.</summary>
    public static void RefuseDuplicates(NewRow[] rows, bool allowed)
    {
        if (allowed) return;
        var seen = new HashSet<Guid>();
        foreach (var row in rows.Where(r => r.IsGood))
        {
            if (!seen.Add(row.Likeness!.Fingerprint) || row.Similar is [{ IsSame: true }, ..])
                row._faults = [new Fault("duplicate", "The bank has this question already.")];
        }
    }

    public IndexedQuestion Stored(string space, string editor, DateTimeOffset now, Provenance? provenance)
    {
        _storedAs = Guid.NewGuid().ToString("N");
        return BankMapping.Index(new BankEntry(_storedAs, 1, space, editor, editor, now, now, null, null, provenance, new BankDraft()), _question!);
    }

    public BankRow ToRow() => new(_row, 0, _storedAs, _text.Length > 200 ? _text[..200] : _text, BankMapping.Faults(_faults), Similar);
}
