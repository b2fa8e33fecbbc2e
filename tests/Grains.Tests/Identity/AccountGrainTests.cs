using Microsoft.AspNetCore.Identity;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Grains.Identity;

namespace QuizOrleans.Grains.Tests.Identity;

public sealed class AccountGrainTests : IdentityTest
{
    [Fact]
    public async Task A_code_is_out_of_date_after_a_quarter_of_an_hour()
    {
        await Create();
        (await SignIns.SendReset(Email, "en", null, default)).Accepted.ShouldBeTrue();
        var code = await Code();
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(15));
        (await SignIns.Reset(Email, code, "green kettle, fast train", null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("wrong_code");
        await SignIns.SendReset(Email, "en", null, default);
        (await SignIns.Reset(Email, await Code(2), "green kettle, fast train", null, default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Codes_are_sent_no_more_often_than_once_a_minute()
    {
        var ada = await Create();
        (await Account(ada.PlayerId).SendProof("en", null, default)).Refusal.ShouldBeNull();
        var refusal = (await Account(ada.PlayerId).SendProof("en", null, default)).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.RetryAfterMs).ShouldBe(("code_sent", 60_000));
        await SignIns.SendReset(Email, "en", null, default);
        await Account(ada.PlayerId).View(default);
        Mailer.Sent.Count.ShouldBe(1);
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(1));
        (await Account(ada.PlayerId).SendProof("en", null, default)).Refusal.ShouldBeNull();
        await Eventually.IsTrueAsync(() => Mailer.Sent.Count == 2);
    }

    [Fact]
    public async Task A_crash_gives_nobody_a_further_try()
    {
        await Create();
        await SignIns.SendReset(Email, "en", null, default);
        var code = await Code();
        for (var n = 0; n < 5; n++)
        {
            await SignIns.Reset(Email, "33333-33333", "green kettle, fast train", null, default);
            await Cluster.KillAsync();
        }

        (await SignIns.Reset(Email, code, "green kettle, fast train", null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("wrong_code");
    }

    [Fact]
    public async Task A_reset_proves_the_address_and_a_weak_password_costs_no_code()
    {
        Options.AdminEmails.Add($"t/{Email}");
        var ada = await Create();
        ada.Roles.ShouldBe(["player", "host"]);
        await SignIns.SendReset(Email, "en", null, default);
        (await SignIns.Reset(Email, await Code(), "short", null, default)).Refusal.ShouldNotBeNull().Code.ShouldBe("weak_password");
        (await SignIns.Reset(Email, await Code(), "green kettle, fast train", null, default)).Value.ShouldNotBeNull().Roles.ShouldBe(["player", "host", "admin"]);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_nobodys_fault()
    {
        Mailer.Fails = true;
        var ada = await Create();
        (await SignIns.SendReset(Email, "en", null, default)).Accepted.ShouldBeTrue();
        await Cluster.AdvanceAsync(TimeSpan.FromMinutes(1));
        (await Account(ada.PlayerId).SendProof("en", null, default)).Refusal.ShouldBeNull();
        Mailer.IsAvailable = false;
        (await SignIns.SendReset(Email, "en", null, default)).Code.ShouldBe("mail_unavailable");
        (await Account(ada.PlayerId).SendProof("en", null, default)).Refusal!.Code.ShouldBe("mail_unavailable");
    }

    [Fact]
    public async Task An_old_hash_is_replaced_when_the_password_is_next_used()
    {
        var ada = await Create();
        var key = new TenantKey("t", ada.PlayerId);
        using var weaker = new PasswordHashing(Microsoft.Extensions.Options.Options.Create(new AccountOptions { PasswordIterations = 9_000 }));
        var stored = (await Accounts.Find(key, default)).ShouldNotBeNull();
        var old = await weaker.Hash(Password);
        await Accounts.Save(stored with { PasswordHash = old, Version = 2 }, default);

        (await SignIns.SignIn(Email, "wrong", null, default)).Refusal.ShouldNotBeNull();
        (await Accounts.Find(key, default))!.PasswordHash.ShouldBe(old);
        (await SignIns.SignIn(Email, Password, null, default)).Value.ShouldNotBeNull();
        (await Accounts.Find(key, default))!.PasswordHash.ShouldNotBe(old);
        (await SignIns.SignIn(Email, Password, null, default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_who_try_one_account_at_once_are_all_answered()
    {
        await Create();
        var tried = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => SignIns.SignIn(Email, n % 4 == 0 ? Password : $"wrong {n}", "10.0.0.9", default)));
        tried.Count(t => t.Value is not null).ShouldBe(5);
        (await Audited(AuditActions.SignIn)).Length.ShouldBe(20);
    }

    [Fact]
    public async Task Nobodys_password_is_checked_like_somebodys()
    {
        var hasher = new CountingHasher();
        using var hashing = new PasswordHashing(hasher);
        (await hashing.Check(await hashing.Hash(Password), "wrong")).ShouldBe(PasswordCheck.Wrong);
        (await hashing.Check(null, "wrong")).ShouldBe(PasswordCheck.Wrong);
        // The same work on a hash of the same kind; only nobody's own password would fit it, and not even that lets in.
        hasher.Checked.Select(c => c.Length).Distinct().ShouldHaveSingleItem();
        hasher.Checked.Count.ShouldBe(2);
    }

    private sealed class CountingHasher : PasswordHasher<object>
    {
        public List<string> Checked { get; } = [];

        public override PasswordVerificationResult VerifyHashedPassword(object user, string hashedPassword, string providedPassword)
        {
            Checked.Add(hashedPassword);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [Fact]
    public async Task A_closed_door_stays_closed()
    {
        Options.AllowCreation = false;
        (await SignIns.Create(new CreateAccount(Email, Password, "Ada", null, null), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("accounts_closed");
        var elsewhere = Cluster.GrainFactory.GetGrain<ISignInGrain>("elsewhere/sign-in");
        (await elsewhere.Guest("Gus", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("accounts_closed");
    }
}
