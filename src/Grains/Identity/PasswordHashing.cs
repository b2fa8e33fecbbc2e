using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Identity;

/// <summary>What came of checking a password.</summary>
public enum PasswordCheck
{
    Wrong = 0,
    Right = 1,

    /// <summary>Right, but hashed with less care than now: hash it anew.</summary>
    RightButOutdated = 2,
}

/// <summary>
/// ASP.NET Core's password hasher, away from the grains' schedulers and never on all processors at once: a hundred people who sign in must not stop a game.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>More than so many do not wait: at 0.1 s each the last would wait too long.</summary>
    private const int MostWaiting = 100;

    private readonly IPasswordHasher<object> _hasher;
    private readonly SemaphoreSlim _working = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _nobodys;
    private int _waiting;

    public PasswordHashing(IOptions<AccountOptions> options)
        : this(new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.PasswordIterations })))
    {
    }

    public PasswordHashing(IPasswordHasher<object> hasher)
    {
        _hasher = hasher;
        _nobodys = new Lazy<string>(() => _hasher.HashPassword(this, Convert.ToBase64String(RandomNumberGenerator.GetBytes(24))));
    }

    /// <exception cref="TimeoutException">Too many wait.</exception>
    public Task<string> Hash(string password) => Run(() => _hasher.HashPassword(this, password));

    /// <param name="hash">Null when there is no such account: the check then fails, and takes as long as any.</param>
    /// <exception cref="TimeoutException">Too many wait.</exception>
    public async Task<PasswordCheck> Check(string? hash, string? password)
    {
        var verified = await Run(() => _hasher.VerifyHashedPassword(this, hash ?? _nobodys.Value, password ?? ""));
        return hash is null || password is null ? PasswordCheck.Wrong : verified switch
        {
            PasswordVerificationResult.Success => PasswordCheck.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.RightButOutdated,
            _ => PasswordCheck.Wrong,
        };
    }

    public void Dispose() => _working.Dispose();

    private async Task<T> Run<T>(Func<T> work)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new TimeoutException("Too many passwords wait to be checked.");
        }

        try
        {
            await _working.WaitAsync();
            try
            {
                return await Task.Run(work);
            }
            finally
            {
                _working.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
