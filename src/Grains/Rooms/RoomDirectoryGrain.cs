using System.Security.Cryptography;
using QuizOrleans.Grains.Limits;

namespace QuizOrleans.Grains.Rooms;

/// <summary>Draws pins until a room takes one.</summary>
[StatelessWorker]
public sealed class RoomDirectoryGrain : Grain, IRoomDirectoryGrain
{
    /// <summary>No 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V: read out across a noisy room, each is itself.</summary>
    public const string PinAlphabet = "34679ACDEFGHJKMNPQRTVWXY";

    public const int PinLength = 6;

    private const int Tries = 8;

    public async Task<Outcome<RoomCreated>> OpenRoom(OpenRoom command, CancellationToken cancellationToken)
    {
        var tenant = TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;
        var quota = GrainFactory.GetGrain<IUserQuotaGrain>(new TenantKey(tenant, command.HostId).ToString());
        for (var attempt = 1; ; attempt++)
        {
            var pin = RandomNumberGenerator.GetString(PinAlphabet, PinLength);
            var counted = await quota.OpenRoom(pin, cancellationToken);
            if (!counted.Accepted) return new Refusal(counted.Code, counted.Message);
            var outcome = await GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(tenant, pin).ToString()).Open(command, cancellationToken);
            if (outcome.Value is null) await quota.RoomNotOpened(pin);
            if (outcome.Refusal?.Code != "pin_taken" || attempt == Tries) return outcome;
        }
    }
}
