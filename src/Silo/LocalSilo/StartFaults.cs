namespace QuizOrleans.Silo.Hosting;

internal static partial class StartFaults
{
    private static partial string? OfEngine(Exception exception) => exception is SiloLeaseHeldException ? exception.Message : null;
}
