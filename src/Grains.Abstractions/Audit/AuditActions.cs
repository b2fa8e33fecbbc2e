namespace QuizOrleans.Grains.Audit;

/// <summary>What the audit knows of; listed in docs/protocol.md.</summary>
public static class AuditActions
{
    public const string AccountCreated = "account_created";
    public const string AccountDeleted = "account_deleted";
    public const string CodeSent = "code_sent";
    public const string ConnectionClosed = "connection_closed";
    public const string DataExported = "data_exported";
    public const string EmailProven = "email_proven";
    public const string HostTakenOver = "host_taken_over";
    public const string KeyCleared = "key_cleared";
    public const string PasswordChanged = "password_changed";
    public const string PasswordReset = "password_reset";
    public const string PlayerKicked = "player_kicked";
    public const string QuestionsDeleted = "questions_deleted";
    public const string QuizDeleted = "quiz_deleted";
    public const string RoleRefused = "role_refused";
    public const string RolesChanged = "roles_changed";
    public const string SignIn = "sign_in";
    public const string SignOut = "sign_out";
    public const string SignOutEverywhere = "sign_out_everywhere";
    public const string TenantRefused = "tenant_refused";
    public const string TimeFactorSet = "time_factor_set";
    public const string TokenRefused = "token_refused";
    public const string TokenReused = "token_reused";
}
