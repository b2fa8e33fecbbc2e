namespace QuizOrleans.WebFront.Access;

/// <summary>A hub method for these roles only. Checked by the hub's gate, after the call has been counted; SignalR's own check comes before.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(params string[] roles) : Attribute
{
    public IReadOnlyList<string> Roles => roles;
}
