namespace QuizOrleans.LocalSilo;

/// <summary>A port: the right to be the only silo on a database, taken at start and given back at the end. LocalSilo's "one activation a key"
/// holds for one process only, so a second one on the same data must not run.</summary>
public interface ISingleSiloLease
{
    /// <summary>Cancelled when the lease is lost while held (the connection broke, say): the silo then crashes itself and stops its host.</summary>
    CancellationToken Lost { get; }

    /// <exception cref="SiloLeaseHeldException">Another silo holds it.</exception>
    Task AcquireAsync(CancellationToken cancellationToken);

    Task ReleaseAsync();
}

/// <summary>Why a second silo on the same data does not start.</summary>
public sealed class SiloLeaseHeldException : OrleansException
{
    public SiloLeaseHeldException() : this("this database") { }

    /// <param name="what">The data both want, such as <c>database "quiz" on db:5432</c>.</param>
    public SiloLeaseHeldException(string what) : this(what, null) { }

    public SiloLeaseHeldException(string what, Exception? innerException)
        : base($"Another process already runs a LocalSilo on {what}. LocalSilo is an engine for one process. Stop the other one, or build with Orleans (-p:GrainEngine=Orleans, see docs/operations.md), which scales to many.", innerException) { }
}
