namespace QuizOrleans.Grains;

/// <summary>The database did not answer within the deadline. Shown to clients as storage_unavailable; nothing acknowledged is lost.</summary>
[GenerateSerializer, Alias("quiz.StorageUnavailableException")]
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
