using Microsoft.AspNetCore.SignalR;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Clients get coded errors only: refusals pass, the unexpected becomes internal_error with an id.</summary>
public sealed class HubErrors(UnexpectedErrors errors) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (HubException)
        {
            throw;
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            throw new HubException("cancelled: The connection ended.");
        }
        catch (Exception e)
        {
            var (code, message, _) = errors.Describe(e);
            throw new HubException($"{code}: {message}");
        }
    }
}
