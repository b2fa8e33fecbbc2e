using System.Runtime.InteropServices;
using System.Text;
using QuizOrleans.Formats;
using QuizOrleans.Formats.Csv;
using QuizOrleans.Formats.Gift;

namespace QuizOrleans.Grains.Bank;

/// <summary>Files of questions: parsing and writing, which take a processor's time and hold up nobody here.</summary>
[StatelessWorker]
public sealed class QuestionFilesGrain : Grain, IQuestionFilesGrain
{
    public const string Json = "json";

    public Task<Outcome<QuestionsRead>> Read(ReadQuestions command, CancellationToken cancellationToken)
    {
        var (defaults, fault) = Defaults(command.Defaults);
        if (defaults is null) return Task.FromResult<Outcome<QuestionsRead>>(BankRefusals.Invalid(fault!));
        ReadOnlyMemory<byte> content = ImmutableCollectionsMarshal.AsArray(command.Content) ?? [];
        if (command.Format == Json) return Task.FromResult(JsonQuestions.Read(content, command.Defaults));
        var file = QuestionFiles.Read(command.Format, content, defaults);
        return Task.FromResult<Outcome<QuestionsRead>>(file.Rejection is { } rejection
            ? new Refusal(rejection.Code, rejection.Code == "unknown_format" ? $"{rejection.Message.TrimEnd('.')}, {Json}." : rejection.Message)
            : new QuestionsRead([.. file.Rows.Select(r => new ReadQuestion(r.Row, r.Line, r.Question is null ? null : BankMapping.ToDraft(r.Question), BankMapping.Faults(r.Faults)))]));
    }

    public async Task<Outcome<ExportPart>> Write(BankCaller caller, BankFilter filter, string format, string? after, CancellationToken cancellationToken)
    {
        if (format != Json && !QuestionFiles.Writable.Contains(format)) return new Refusal("unknown_format", $"The formats are: {string.Join(", ", QuestionFiles.Writable)}, {Json}.");
        var bank = GrainFactory.GetGrain<IQuestionBankGrain>(new TenantKey(TenantKey.Parse(this.GetPrimaryKeyString()).Tenant, "bank").ToString());
        var page = await bank.List(caller, filter, after, QuestionBankGrain.MaxPage, cancellationToken);
        if (page.Value is not { } value) return page.Refusal!;
        var isFirst = string.IsNullOrEmpty(after);
        var bytes = format switch
        {
            "csv" => CsvExport.Write(value.Items.Select(BankMapping.ToQuestion), isFirst),
            "gift" => Encoding.UTF8.GetBytes(string.Concat(value.Items.Select(e => GiftWriter.Write(BankMapping.ToQuestion(e), e.QuestionId)))),
            _ => JsonQuestions.Write(value.Items, isFirst, isLast: value.Next is null),
        };
        return new ExportPart(ImmutableCollectionsMarshal.AsImmutableArray(bytes), value.Next);
    }

    private static (FileDefaults? Defaults, string? Fault) Defaults(BankDraft draft)
    {
        // As if of a question that has nothing else.
        var (bank, faults) = BankMapping.Read(draft with { Kind = "slide", Text = "-" });
        return bank is null ? (null, faults[0].Message) : (new FileDefaults
        {
            Language = bank.Language,
            Category = bank.Question.Category,
            Difficulty = bank.Question.Difficulty,
            Tags = bank.Question.Tags,
            ExamType = bank.ExamType,
            Subject = bank.Subject,
            Source = bank.Source,
            Licence = bank.Licence,
            Status = bank.Status,
        }, null);
    }
}
