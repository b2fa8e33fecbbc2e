using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Health;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Limits;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Walls;

/// <summary>Walks every method of every grain and observer with a foreign tenant, and with none: all are refused, whatever the grain does.</summary>
public sealed class GrainWallTests : IAsyncLifetime
{
    /// <summary>An id that the grain can be activated with. A grain that is not here fails the walk.</summary>
    private static readonly Dictionary<Type, string> Ids = new()
    {
        [typeof(IQuizRoomGrain)] = "ABC234",
        [typeof(IRoomDirectoryGrain)] = "rooms",
        [typeof(IPlayerGrain)] = "ada",
        [typeof(IQuizGrain)] = "quiz",
        [typeof(IQuizCatalogGrain)] = "catalog",
        [typeof(IMatchmakingGrain)] = "general--en",
        [typeof(IQuestionPoolGrain)] = "pool",
        [typeof(ILadderGrain)] = "ladder",
        [typeof(IMatchKeeperGrain)] = "matches",
        [typeof(ISignInLimitGrain)] = "hash",
        [typeof(IUserQuotaGrain)] = "ada",
        [typeof(IQuestionBankGrain)] = "bank",
        [typeof(IGenerationGrain)] = "none",
        [typeof(IKeyPoolGrain)] = "models",
        [typeof(IKeyPoolsGrain)] = "keys",
        [typeof(IQuestionFilesGrain)] = "files",
        [typeof(IGamePlaysGrain)] = "plays",
        [typeof(ISignInGrain)] = "sign-in",
        [typeof(IAccountGrain)] = "ada",
        [typeof(IAuditGrain)] = "audit",
        [typeof(IRetentionGrain)] = "retention",
        [typeof(IProbeGrain)] = "probe",
    };

    private TestFront _front = null!;

    public async Task InitializeAsync() => _front = await TestFront.StartAsync();

    public async Task DisposeAsync() => await _front.DisposeAsync();

    private IGrainFactory Grains => _front.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task Every_method_of_every_grain_refuses_another_tenant_and_whoever_names_none()
    {
        var contracts = Contracts(typeof(IGrainWithStringKey));
        contracts.Select(c => c.Name).Order().ShouldBe(Ids.Keys.Select(c => c.Name).Order());
        var walked = 0;
        foreach (var contract in contracts)
        {
            foreach (var method in contract.GetMethods())
            {
                foreach (var stranger in (string?[])["blue", "re", "redd", "RED", "", "keeper", null])
                {
                    walked++;
                    // Nobody waits for the answer of these: the log, which is counted below, has the refusal.
                    if (method.IsDefined(typeof(OneWayAttribute))) await As(stranger, () => Invoke(Grains.GetGrain(contract, $"red/{Ids[contract]}"), method));
                    else await Should.ThrowAsync<ForeignTenantException>(
                        () => As(stranger, () => Invoke(Grains.GetGrain(contract, $"red/{Ids[contract]}"), method)), $"{contract.Name}.{method.Name} for {stranger ?? "nobody"}");
                }
            }
        }

        walked.ShouldBeGreaterThan(7 * 50);
        await Waiting.Until(() => Task.FromResult(_front.Logs.Entries.Count(e => e.Contains("[1401]", StringComparison.Ordinal)) >= walked));
        _front.Logs.Entries.Count(e => e.Contains("[1401]", StringComparison.Ordinal)).ShouldBe(walked);
    }

    [Fact]
    public async Task Its_own_tenant_is_let_through()
    {
        var room = Grains.GetGrain<IQuizRoomGrain>("red/ABC234");
        await As("red", async () => (await room.Watch("ada", default)).Refusal!.Code.ShouldBe("room_not_found"));
        // Through a grain: the tenant goes along.
        var player = Grains.GetGrain<IPlayerGrain>("red/ada");
        await As("red", async () => (await player.JoinQueue(new QueueWish("general", "en", "Ada"), default)).Value.ShouldNotBeNull());
    }

    [Fact]
    public async Task Every_observer_is_bound_to_a_tenant_and_refuses_all_others()
    {
        var contracts = Contracts(typeof(IGrainObserver));
        contracts.Count.ShouldBe(4);
        typeof(WebFrontApp).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IGrainObserver))).ShouldAllBe(t => t.IsAssignableTo(typeof(ITenantBound)));
        foreach (var contract in contracts) await Hears(contract);
    }

    [Fact]
    public void Every_stream_of_the_journal_is_named_after_its_grains_key()
    {
        // The journal has no column for the tenant: the name must hold it.
        var sourced = typeof(IJournal).Assembly.GetTypes().Where(t => t is { IsAbstract: false, BaseType.IsGenericType: true } && t.BaseType.GetGenericTypeDefinition() == typeof(EventSourcedGrain<,>));
        sourced.Select(t => t.Name).Order().ShouldBe(["MatchmakingGrain", "QuizRoomGrain"]);
        new QueueKey("red", "general", "en").ToString().ShouldStartWith("red/");
        new TenantKey("red", "ABC234").ToString().ShouldBe("red/ABC234");
    }

    private static List<Type> Contracts(Type kind) =>
        [.. typeof(Tenancy).Assembly.GetTypes().Where(t => t.IsInterface && t.IsAssignableTo(kind) && t.GetMethods().Length > 0).OrderBy(t => t.Name, StringComparer.Ordinal)];

    private async Task Hears(Type contract)
    {
        var heard = new List<string>();
        IGrainObserver ear = contract.Name switch
        {
            nameof(IRoomObserver) => new RoomEar(heard),
            nameof(IQueueObserver) => new QueueEar(heard),
            nameof(IGenerationObserver) => new GenerationEar(heard),
            nameof(IConnectionObserver) => new ConnectionEar(heard),
            _ => throw new InvalidOperationException($"{contract.Name} has no ear here."),
        };
        var reference = typeof(IGrainFactory).GetMethod(nameof(IGrainFactory.CreateObjectReference), 1, [typeof(IGrainObserver)])!.MakeGenericMethod(contract).Invoke(Grains, [ear])!;
        foreach (var method in contract.GetMethods())
        {
            foreach (var stranger in (string?[])["blue", null]) await As(stranger, () => Invoke(reference, method));
            await As("red", () => Invoke(reference, method));
            await Waiting.Until(() => Task.FromResult(heard.Count > 0));
            heard.ShouldBe(["red"], method.Name);
            heard.Clear();
        }

        GC.KeepAlive(ear);
    }

    private static async Task As(string? tenant, Func<Task> call)
    {
        RequestContext.Clear();
        if (tenant is not null) Tenancy.Act(tenant);
        await call();
    }

    private static Task Invoke(object target, MethodInfo method) =>
        (Task)method.Invoke(target, [.. method.GetParameters().Select(p => p.ParameterType == typeof(string) ? "x" : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)])!;

    /// <summary>Notes on whose behalf it was told something.</summary>
    private abstract class Ear(List<string> heard) : ITenantBound
    {
        public string Tenant => "red";

        protected Task Note()
        {
            heard.Add(Tenancy.Current ?? "nobody");
            return Task.CompletedTask;
        }
    }

    private sealed class RoomEar(List<string> heard) : Ear(heard), IRoomObserver
    {
        public Task OnUpdates(ImmutableArray<RoomUpdate> updates) => Note();
    }

    private sealed class QueueEar(List<string> heard) : Ear(heard), IQueueObserver
    {
        public Task OnNotices(ImmutableArray<QueueNotice> notices) => Note();
    }

    private sealed class ConnectionEar(List<string> heard) : Ear(heard), IConnectionObserver
    {
        public Task OnSuperseded(string connectionId) => Note();

        public Task OnSignedOut(string connectionId, string? session) => Note();
    }

    private sealed class GenerationEar(List<string> heard) : Ear(heard), IGenerationObserver
    {
        public Task OnUpdate(GenerationView view) => Note();
    }
}
