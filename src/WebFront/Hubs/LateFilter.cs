using Microsoft.AspNetCore.SignalR;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>
/// A filter that is made with the first connection, when all options have been checked at the start; from then on it is the same one. SignalR, given the
/// type, would look it up for every call, in a wrapper that waits.
/// </summary>
internal sealed class LateFilter<TFilter>(IServiceProvider services) : IHubFilter
    where TFilter : class, IHubFilter
{
    private IHubFilter? _filter;

    private IHubFilter Filter => _filter ??= services.GetRequiredService<TFilter>();

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        Filter.InvokeMethodAsync(invocationContext, next);

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next) => Filter.OnConnectedAsync(context, next);

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next) =>
        Filter.OnDisconnectedAsync(context, exception, next);
}
