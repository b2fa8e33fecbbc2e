namespace QuizOrleans.WebFront.Hosting;

/// <summary>The runtime's pool of shared buffers, which every connection's messages go through.</summary>
public static class SharedBuffers
{
    private const string Variable = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";

    /// <summary>
    /// Lets the pool keep 1,024 buffers of a size and processor instead of 32, unless the operator says otherwise. When one question goes out to thousands, as many buffers of 4 KB
    /// are lent at one time; those that the pool has no room for were a third of all that was allocated. The runtime reads this once, at the pool's first use: nothing may come before.
    /// </summary>
    public static void Widen()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null or "") Environment.SetEnvironmentVariable(Variable, "1024");
    }
}
