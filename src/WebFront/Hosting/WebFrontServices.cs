using Microsoft.AspNetCore.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Audit;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Hubs;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;
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
        services.AddSingleton<IWordFilter, WordList>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new WireText());
        });
        services.AddCors();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddSingleton<IPostConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        services.Replace(ServiceDescriptor.Singleton<IHttpContextFactory, TokensOutOfUrls>());
        return services.AddIdentity().AddLimits().AddHubs().AddTelemetry();
    }

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<JwtOptions>().BindConfiguration("Jwt").ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<JwtOptions>, DevelopmentSecret>();
        services.AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>();
        services.AddSingleton<JwtTokens>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Endpoints.SignedInAnswers>();
        services.AddAuthentication(JwtBearerHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, JwtBearerHandler>(JwtBearerHandler.Scheme, null);
        services.AddAuthorization(Policies.Add);
        services.AddSingleton<AuditQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditQueue>());
        return services;
    }

    private static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddSingleton<LimitMetrics>();
        services.AddSingleton<SignInGate>();
        services.AddSingleton<Connections>();
        services.AddSingleton<AiBudget>();
        services.AddHostedService<ConnectionCare>();
        return services.AddRateLimits();
    }

    private static IServiceCollection AddHubs(this IServiceCollection services)
    {
        services.AddSingleton<HubErrors>();
        services.AddSingleton<HubGate>();
        services.AddSingleton<Lines>();
        services.AddSingleton<HubLifetimeManager<PlayHub>>(p => p.GetRequiredService<Lines>());
        services.AddSingleton<RoomWording>();
        services.AddSingleton<RoomFanOut>();
        services.AddSingleton<RoomRelays>();
        services.AddSingleton<QueueRelays>();
        services.AddSingleton<GenerationRelays>();
        services.AddHostedService<RelayRenewal>();
        services.AddSingleton<HubDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<HubDrain>());
        services.AddSingleton<HubTokens>();
        services.AddSingleton<HubAudit>();
        services.AddSignalR().AddJsonProtocol(json => Wire(json.PayloadSerializerOptions));
        services.AddOptions<HubOptions>().Configure<IServiceProvider>((hubs, provider) =>
        {
            hubs.AddFilter(new LateFilter<HubErrors>(provider));
            // First of all that looks at a call: what is refused further on has been counted.
            hubs.AddFilter(new LateFilter<HubGate>(provider));
            hubs.AddFilter(new LateFilter<HubTokens>(provider));
            hubs.AddFilter(new LateFilter<HubAudit>(provider));
        });
        services.AddOptions<HubOptions>().Configure<IOptions<WebOptions>>((hubs, web) =>
        {
            hubs.MaximumReceiveMessageSize = web.Value.MaxMessageBytes;
            hubs.KeepAliveInterval = web.Value.KeepAlive;
            hubs.ClientTimeoutInterval = web.Value.ClientTimeout;
        });
        // SignalR drops a silent client only once it has sent a first ping of its own, so one that dies before would stay for as long as TCP takes to
        // notice. The WebSocket's own ping is answered by every browser, page frozen or not.
        services.AddOptions<WebSocketOptions>().Configure<IOptions<WebOptions>>((sockets, web) =>
        {
            sockets.KeepAliveInterval = web.Value.KeepAlive;
            sockets.KeepAliveTimeout = web.Value.ClientTimeout > web.Value.KeepAlive ? web.Value.ClientTimeout - web.Value.KeepAlive : web.Value.KeepAlive;
        });
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol, ForgivingJsonProtocol>();
        return services;
    }

    private static void Wire(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Converters.Add(new WireText());
    }
}
