namespace QuizOrleans.LocalSilo;

/// <summary>A port: the right to be the only silo on a database, taken at start and given back at the end. LocalSilo's "one activation a key"
/// holds for one process only, so a second one on the same data must not run.</summary>
public interface ISingleSiloLease
{
    /// <summary>Cancelled when another silo has, or in between had, the lease: this one then crashes itself and stops its host. What merely
    /// interrupts the lease (a broken connection, a restart of the database) does not: it is taken again.</summary>
    CancellationToken Lost { get; }

    /// <summary>Once <see cref="Lost"/>: who has it.</summary>
    string? LostTo { get; }

    /// <summary>Takes it, after waiting for the one who has it where the implementation does so. Who has it already takes nothing.</summary>
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
