using Microsoft.AspNetCore.Authorization;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Audit;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Access;

/// <summary>
/// Says for every request on whose behalf its calls are made: the tenant of the token. An address that is open to everybody acts in the default tenant,
/// and says so itself where it means another; elsewhere who has not signed in acts for nobody, and every grain refuses him. A hub's connection
/// is a request too; its calls are looked after by <see cref="Hubs.HubGate"/>.
/// </summary>
public sealed class TenantScope(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            Tenancy.Act(TenantKey.DefaultTenant);
        }
        else if (context.User.Identity?.IsAuthenticated is true)
        {
            var tenant = Caller.Of(context.User).Tenant;
            if (tenant == Tenancy.System)
            {
                var caller = Caller.Of(context.User);
                // Nobody could read it in the tenant that was named.
                context.RequestServices.GetRequiredService<AuditQueue>().Refuse(
                    TenantKey.DefaultTenant, AuditActions.TenantRefused, caller.Id, $"{context.Request.Method} {context.Request.Path}", "forbidden", CallerAddress.Of(context), $"tenant {tenant}");
                await Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This tenant is not for people.").ExecuteAsync(context);
                return;
            }

            Tenancy.Act(tenant);
        }

        await next(context);
    }
}
