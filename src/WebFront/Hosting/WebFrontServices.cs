using Microsoft.AspNetCore.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Telemetry;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>What the web front is made of, a capability a method.</summary>
public static class WebFrontServices
{
    public static IServiceCollection AddWebFront(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>().BindConfiguration("Web").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        services.AddProblemDetails();
        services.AddSingleton<UnexpectedErrors>();
        services.AddSingleton<IExceptionHandler, UnexpectedErrors>(p => p.GetRequiredService<UnexpectedErrors>());
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        services.AddCors();
        return services.AddIdentity().AddPlayHub().AddTelemetry();
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<JwtOptions>().BindConfiguration("Jwt").ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<JwtOptions>, DevelopmentSecret>();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>();
        services.AddSingleton<JwtTokens>();
        services.AddSingleton<Endpoints.SignedInAnswers>();
        services.AddAuthentication(JwtBearerHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, JwtBearerHandler>(JwtBearerHandler.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Roles.Admin, policy => policy.RequireRole(Roles.Admin));
        services.AddSingleton<AuditQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditQueue>());
        return services;
    }

    private static IServiceCollection AddPlayHub(this IServiceCollection services)
    {
        services.AddSingleton<HubErrors>();
        services.AddSingleton<Lines>();
        services.AddSingleton<HubLifetimeManager<PlayHub>>(p => p.GetRequiredService<Lines>());
        services.AddSingleton<RoomWording>();
        services.AddSingleton<RoomFanOut>();
        services.AddSingleton<RoomRelays>();
        services.AddSingleton<QueueRelays>();
        services.AddHostedService<RelayRenewal>();
        services.AddSingleton<HubTokens>();
        services.AddSingleton<HubAudit>();
        services.AddSignalR(hubs =>
        {
            hubs.AddFilter<HubErrors>();
            hubs.AddFilter<HubTokens>();
            hubs.AddFilter<HubAudit>();
        }).AddJsonProtocol(json => Wire(json.PayloadSerializerOptions));
        services.AddOptions<HubOptions>().Configure<IOptions<WebOptions>>((hubs, web) =>
        {
            hubs.MaximumReceiveMessageSize = web.Value.MaxMessageBytes;
            hubs.KeepAliveInterval = web.Value.KeepAlive;
            hubs.ClientTimeoutInterval = web.Value.ClientTimeout;
        });
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol>(p => ActivatorUtilities.CreateInstance<ForgivingJsonProtocol>(
            p, new JsonHubProtocol(p.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        return services;
    }

    private static void Wire(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
    }
}
