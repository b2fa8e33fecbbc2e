using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Generation;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Questions by a language model. Thin: who is it, one grain call, the result. Progress comes through the relay.</summary>
[Authorize]
public sealed class QuestionsHub(IGrainFactory grains, GenerationRelays relays, AiBudget budget, TimeProvider time) : GuardedHub<IQuestionsClient>
{
    /// <summary>Begins, or, with a request id that was used, goes on telling: after a reconnect it is simply called again. The receipt says how far it is; the rest comes as events.</summary>
    [RequiresRole(Roles.Host, Roles.Teacher, Roles.Admin)]
    public async Task<GeneratingMessage> Generate([Given] GenerateRequest request)
    {
        var command = new StartGeneration(request.RequestId, BankCallers.Of(Context.User!), request.ToTopic(), null, request.AllowBank);
        return await Told(Value(await budget.Start(Caller, Generation(request.RequestId), command, Context.ConnectionAborted)));
    }

    /// <summary>Goes on telling of a request that was begun, by this connection or another of the same person. Costs no new request.</summary>
    [RequiresRole(Roles.Host, Roles.Teacher, Roles.Admin)]
    public async Task<GeneratingMessage> Follow([RequestId] string requestId) => await Told(Value(await Generation(requestId).Read(Context.ConnectionAborted)));

    /// <summary>Stops. What has passed stays in the bank as drafts.</summary>
    [RequiresRole(Roles.Host, Roles.Teacher, Roles.Admin)]
    public async Task<Receipt> Cancel([RequestId] string requestId)
    {
        var receipt = await Generation(requestId).Cancel(Context.ConnectionAborted);
        return receipt.Accepted ? receipt : throw Refused(new Refusal(receipt.Code, receipt.Message));
    }

    /// <summary>Shows the next access token, so that the connection goes on.</summary>
    public Task RenewToken([Token(4096)] string accessToken) => ConnectionToken.Of(Context).Renew(accessToken);

    public Pong Ping() => new(time.GetUtcNow());

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        relays.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private async Task<GeneratingMessage> Told(GenerationView view)
    {
        await relays.Join(KeyOf(view.RequestId), Context.ConnectionId, view);
        // A connection that ended during the call was cleared away before it was entered here.
        if (Context.ConnectionAborted.IsCancellationRequested) relays.Leave(Context.ConnectionId);
        return GenerationWording.Progress(view, 0);
    }

    private IGenerationGrain Generation(string requestId) => grains.GetGrain<IGenerationGrain>(KeyOf(requestId));

    private string KeyOf(string? requestId) => TenantKey.IsPart(requestId)
        ? GenerationKeys.Of(Caller.Tenant, Caller.Id, requestId)
        : throw Refused(new Refusal("invalid_argument", "requestId is 1 to 64 of A-Z a-z 0-9 _ -."));

    private static T Value<T>(Outcome<T> outcome)
        where T : class => outcome.Value ?? throw Refused(outcome.Refusal!);

    private static HubException Refused(Refusal refusal) => new($"{refusal.Code}: {refusal.Message}");
}
