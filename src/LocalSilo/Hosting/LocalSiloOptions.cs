using System.Reflection;

namespace QuizOrleans.LocalSilo;

/// <summary>How the silo runs. The defaults are Orleans' (<c>SiloMessagingOptions</c>, <c>GrainCollectionOptions</c>, <c>ReminderOptions</c>).</summary>
public sealed class LocalSiloOptions
{
    /// <summary>Every clock and timer of the silo. By default the <see cref="System.TimeProvider"/> service, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Runs every turn. A scheduler that is not the default one is given one turn at a time, so that it decides every order.</summary>
    public TaskScheduler TaskScheduler { get; set; } = TaskScheduler.Default;

    /// <summary>After this a caller gets <see cref="TimeoutException"/>. Checked once a second (or ten times in it, if it is shorter).</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An activation nobody called for this long is deactivated.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that reading state and <c>OnActivateAsync</c> may take.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that <c>OnDeactivateAsync</c> may take.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest period a reminder may have.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where grain classes are. Empty: the entry assembly and what it references, of this product.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];
}
