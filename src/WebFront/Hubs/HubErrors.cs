using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Clients get coded errors only: refusals pass, the unexpected becomes internal_error with an id.</summary>
public sealed class HubErrors(UnexpectedErrors errors, HubAudit audit) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        // The filter around all others: when it is done, nothing is left but to send the answer.
        var connection = ((IGuardedHub)invocationContext.Hub).Connection;
        connection.CallBegins();
        try
        {
            return await next(invocationContext);
        }
        catch (HubException e)
        {
            audit.Refused(invocationContext, e.Message.Split(':')[0]);
            throw;
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            throw new HubException("cancelled: The connection ended.");
        }
        catch (Exception e)
        {
            if (e is ForeignTenantException) audit.CrossedTenants(invocationContext);
            var (code, message, _) = errors.Describe(e);
            throw new HubException($"{code}: {message}");
        }
        finally
        {
            connection.CallEnds();
        }
    }
}
