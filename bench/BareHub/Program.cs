using Microsoft.AspNetCore.Http.Connections;
using QuizOrleans.BareHub;

// A reference for the load generator: a SignalR hub that does the work of a room, and of duels, in memory and keeps nothing. What this stack can do at best.

// As in WebFront (SharedBuffers), so that the two are compared alike.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION", "1024");

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT") ?? "8081"}");
builder.Services.AddSingleton<Rooms>();
builder.Services.AddHostedService(services => services.GetRequiredService<Rooms>());
builder.Services.AddSingleton<Duels>();
builder.Services.AddHostedService(services => services.GetRequiredService<Duels>());
builder.Services.AddSignalR().AddJsonProtocol(options => options.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, MessagesJson.Default));

var app = builder.Build();
app.MapGet("/health/ready", () => "ready");
app.MapHub<PlayHub>("/hubs/play", options => options.Transports = HttpTransportType.WebSockets);
app.MapHub<DuelHub>("/hubs/duels", options => options.Transports = HttpTransportType.WebSockets);
app.Run();
