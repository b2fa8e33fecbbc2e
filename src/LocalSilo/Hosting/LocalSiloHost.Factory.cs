namespace QuizOrleans.LocalSilo;

/// <content>References to grains and observers.</content>
public sealed partial class LocalSiloHost
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(IAddressable)Reference(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)(IAddressable)Reference(grainInterfaceType, grainPrimaryKey, null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)(IAddressable)References.Create(typeof(TGrainInterface), grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is GrainReference)
            throw new ArgumentException("Argument obj is already a grain reference.", nameof(obj));
        if (obj is not TGrainObserverInterface)
            throw new ArgumentException($"The provided object must implement '{typeof(TGrainObserverInterface).FullName}'.", nameof(obj));
        var id = new GrainId(ObserverType, IdSpan.Create(Guid.NewGuid().ToString("N")));
        _targets[id] = new LocalObserver(this, id, obj);
        return (TGrainObserverInterface)(IAddressable)References.Create(typeof(TGrainObserverInterface), id);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference || reference.GrainId.Type != ObserverType)
            throw new ArgumentException("Argument reference is not an observer reference.", nameof(obj));
        if (!_targets.TryRemove(reference.GrainId, out _))
            throw new ArgumentException("Reference is not associated with a local object.", nameof(obj));
        reference.LastTarget = null;
    }

    private GrainReference Reference(Type interfaceType, string key, string? prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return References.Create(interfaceType, new GrainId(_classes.Of(interfaceType, prefix).GrainType, IdSpan.Create(key)));
    }
}
