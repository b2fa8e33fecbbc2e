using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Accounts;
using QuizOrleans.Storage.Audit;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Journal;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Privacy;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Grains.Tests.Identity;

/// <summary>A cluster with accounts, in memory. Mails are kept, not sent.</summary>
public abstract partial class IdentityTest : IAsyncLifetime
{
    protected const string Email = "ada@example.org";
    protected const string Password = "blue kettle, slow train";

    protected IdentityTest()
    {
        Bank = new MemoryQuestionStore(Plays);
        Records = new MemoryPersonalRecords(Games, Matches, Quizzes, Bank, Plays, Journal);
        Families = new MemoryTokenFamilyStore(Records);
    }

    protected GrainCluster Cluster { get; private set; } = null!;

    protected MemoryGameArchive Games { get; } = new();

    protected MemoryMatchStore Matches { get; } = new();

    protected MemoryQuizStore Quizzes { get; } = new();

    protected MemoryPlayStore Plays { get; } = new();

    protected MemoryQuestionStore Bank { get; }

    protected MemoryJournal Journal { get; } = new();

    protected MemoryPersonalRecords Records { get; }

    protected MemoryTokenFamilyStore Families { get; }

    protected MemoryAccountStore Accounts { get; } = new();

    protected MemoryAuditLog Audit { get; } = new();

    protected TestMailer Mailer { get; } = new();

    protected AccountOptions Options { get; } = new() { PasswordIterations = 10_000, Tenants = { "t" }, AdminEmails = { "t/boss@example.org" } };

    protected RetentionOptions Retention { get; } = new();

    protected ISignInGrain SignIns => Cluster.GrainFactory.GetGrain<ISignInGrain>("t/sign-in");

    public async Task InitializeAsync() => Cluster = await GrainCluster.StartAsync(services => services
        .AddSingleton<IGameArchive>(Games).AddSingleton<IMatchStore>(Matches).AddSingleton<IQuizStore>(Quizzes).AddSingleton<IQuestionStore>(Bank).AddSingleton<IJournal>(Journal)
        .AddSingleton<IPersonalRecords>(Records).AddSingleton<ITokenFamilyStore>(Families).AddSingleton<IAccountStore>(Accounts).AddSingleton<IAuditLog>(Audit)
        .AddSingleton<IMailer>(Mailer).AddSingleton(Microsoft.Extensions.Options.Options.Create(Options)).AddSingleton(Microsoft.Extensions.Options.Options.Create(Retention))
        .AddSingleton<PasswordHashing>().AddSingleton<AuditTrail>().AddSingleton<Forgetting>());

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    protected IAccountGrain Account(string id) => Cluster.GrainFactory.GetGrain<IAccountGrain>($"t/{id}");

    protected IPlayerGrain Player(string id) => Cluster.GrainFactory.GetGrain<IPlayerGrain>($"t/{id}");

    protected async Task<SignedIn> Create(string email = Email, string? guestToken = null) =>
        (await SignIns.Create(new CreateAccount(email, Password, "Ada", guestToken, "10.0.0.1"), default)).Value.ShouldNotBeNull();

    protected async Task<SignedIn> Guest(string nickname = "Gus") => (await SignIns.Guest(nickname, default)).Value.ShouldNotBeNull();

    protected async Task<ImmutableArray<AuditEntry>> Audited(string action) => (await Audit.Read("t", new AuditQuery(Action: action), default)).Items;

    /// <summary>The code of the so-manieth mail.</summary>
    protected async Task<string> Code(int mail = 1)
    {
        await Eventually.IsTrueAsync(() => Mailer.Sent.Count >= mail);
        return CodePattern().Match(Mailer.Sent.ElementAt(mail - 1).Text).Value;
    }

    protected sealed class TestMailer : IMailer
    {
        public ConcurrentQueue<Mail> Sent { get; } = new();

        public bool IsAvailable { get; set; } = true;

        public bool Fails { get; set; }

        public Task Send(Mail mail, CancellationToken cancellationToken)
        {
            if (Fails) throw new InvalidOperationException("The mail server is away.");
            Sent.Enqueue(mail);
            return Task.CompletedTask;
        }
    }

    [GeneratedRegex("[A-Z0-9]{5}-[A-Z0-9]{5}")]
    private static partial Regex CodePattern();
}
