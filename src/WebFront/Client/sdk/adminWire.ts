/** Administration on the wire: docs/protocol.md. */
export interface AuditEntry { at: string; actor?: string; action: string; target?: string; outcome: string; address?: string; details: string }
export interface AuditPage { items: readonly AuditEntry[]; next?: string | null }
export interface AuditFilter { actor?: string; action?: string; target?: string; outcome?: string }

export interface KnownAccount { accountId: string; email: string; emailProven: boolean; nickname: string; roles: readonly string[]; createdAt: string }
export interface AccountPage { items: readonly KnownAccount[]; next?: string | null }

export interface QuotaUse { model: string; thisMinute: number; perMinute?: number | null; today: number; perDay?: number | null; restingUntil?: string | null }
export interface PoolKey {
  entry: string; fingerprint: string; project: string; status: string; restingUntil?: string | null; lastUsedAt?: string | null;
  calls: number; promptTokens: number; answerTokens: number; errors: Readonly<Record<string, number>>; quotas: readonly QuotaUse[];
}
export interface KeyPool { provider: string; models: readonly string[]; keys: readonly PoolKey[] }
