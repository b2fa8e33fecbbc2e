namespace QuizOrleans.LocalSilo;

/// <summary>Mirrors <c>Orleans.Runtime.OrleansException</c>.</summary>
public class OrleansException : Exception
{
    public OrleansException() : base("Unexpected error.") { }

    public OrleansException(string message) : base(message) { }

    public OrleansException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>Mirrors <c>Orleans.Runtime.OrleansMessageRejectionException</c>.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    public OrleansMessageRejectionException() { }

    public OrleansMessageRejectionException(string message) : base(message) { }

    public OrleansMessageRejectionException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>Mirrors <c>Orleans.Runtime.SiloUnavailableException</c>: the silo has not started, is stopping, or crashed (<see cref="LocalSiloHost.Kill"/>).</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    public SiloUnavailableException() : base("Silo unavailable") { }

    public SiloUnavailableException(string message) : base(message) { }

    public SiloUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>Mirrors <c>Orleans.Storage.BadProviderConfigException</c>: a grain names a storage provider that is not registered.</summary>
public sealed class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException() { }

    public BadProviderConfigException(string message) : base(message) { }

    public BadProviderConfigException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>Mirrors <c>Orleans.Storage.InconsistentStateException</c>: the record changed since it was read. When it leaves a grain's
/// method, the activation it comes from is deactivated.</summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException() { }

    public InconsistentStateException(string message) : base(message) { }

    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException) { }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException = null)
        : base(errorMsg, storageException) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    public string? StoredEtag { get; }

    public string? CurrentEtag { get; }

    /// <summary>False once it has deactivated its activation, so that it deactivates none of those it passes through.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
