using Microsoft.AspNetCore.Authorization;
using QuizOrleans.Grains;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Access;

/// <summary>
/// Says for every request on whose behalf its calls are made: the tenant of the token. Who has not signed in acts in the default tenant, and only at
/// addresses that are open to everybody; anywhere else he acts for nobody, and every grain refuses him. A hub's connection is a request too; its
/// calls are looked after by <see cref="Hubs.HubGate"/>.
/// </summary>
public sealed class TenantScope(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated is true)
        {
            var tenant = Caller.Of(context.User).Tenant;
            if (tenant == Tenancy.System)
            {
                await Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This tenant is not for people.").ExecuteAsync(context);
                return;
            }

            Tenancy.Act(tenant);
        }
        else if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            Tenancy.Act(TenantKey.DefaultTenant);
        }

        await next(context);
    }
}
