using System.Text;
using Microsoft.AspNetCore.Http;

namespace QuizOrleans.Testing.LanguageModels;

/// <content>How replies reach the caller, or do not.</content>
public sealed partial class LanguageModelServer
{
    private async Task Reply(HttpContext context, IWire wire, ModelAsk ask, ModelReply reply)
    {
        switch (reply)
        {
            case ModelReply.NeverAnswered:
                Note(ask, 0);
                await Wait(context, Timeout.InfiniteTimeSpan);
                break;
            case ModelReply.Delayed(var then, var wait):
                if (await Wait(context, wait)) await Reply(context, wire, ask, then);
                else Note(ask, 0);
                break;
            case ModelReply.Dropped(null):
                Note(ask, 0);
                context.Abort();
                break;
            case ModelReply.Dropped({ } midway):
                await Deliver(context, Rendered(wire, ask, midway), cutOff: true);
                break;
            case ModelReply.Drip(var then, var pause, var bytes):
                await Deliver(context, Rendered(wire, ask, then), pause, bytes);
                break;
            case ModelReply.Flood(var bytes):
                Note(ask, 200);
                await Flood(context, bytes);
                break;
            default:
                await Deliver(context, Rendered(wire, ask, reply));
                break;
        }
    }

    private WireReply Rendered(IWire wire, ModelAsk ask, ModelReply reply)
    {
        var rendered = reply is ModelReply.Verbatim(var status, var body, var contentType) ? new WireReply(status, body, contentType) : wire.Write(ask, reply);
        Note(ask, rendered.Status);
        return rendered;
    }

    private void Note(ModelAsk ask, int status)
    {
        lock (_gate) _calls.Add(new ModelCall(ask, status));
    }

    private static async Task Deliver(HttpContext context, WireReply reply, TimeSpan? pause = null, int piece = int.MaxValue, bool cutOff = false)
    {
        var bytes = Encoding.UTF8.GetBytes(reply.Body);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = bytes.Length;
        if (reply.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = $"{seconds}";
        var end = cutOff ? bytes.Length / 2 : bytes.Length;
        for (var at = 0; at < end;)
        {
            var size = Math.Min(piece, end - at);
            await context.Response.Body.WriteAsync(bytes.AsMemory(at, size), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            at += size;
            if (pause is { } wait && at < end && !await Wait(context, wait)) return;
        }

        if (cutOff) context.Abort();
    }

    private static async Task Flood(HttpContext context, long bytes)
    {
        context.Response.ContentType = "application/json";
        var block = new byte[65_536];
        Array.Fill(block, (byte)' ');
        try
        {
            for (var left = bytes; left > 0; left -= block.Length)
                await context.Response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The caller had enough, as he should.
        }
    }

    /// <returns>False when the caller gave up meanwhile.</returns>
    private static async Task<bool> Wait(HttpContext context, TimeSpan time)
    {
        try
        {
            await Task.Delay(time, context.RequestAborted);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
