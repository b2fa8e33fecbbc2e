import type { AccountPage, AuditFilter, AuditPage, KeyPool, KnownAccount } from './adminWire';
import { query, type Requests } from './bankApi';

/** What administrators may ask and do. */
export class AdminApi {
  constructor(private readonly requests: Requests) {}

  /** Newest first. */
  audit(filter: AuditFilter, after?: string | null, limit = 50): Promise<AuditPage> {
    return this.requests.send('GET', `/api/admin/audit${query({ ...filter, after: after ?? '', limit })}`);
  }

  /** All, newest first; or the one with this address. */
  accounts(email = '', after?: string | null, limit = 30): Promise<AccountPage> {
    return this.requests.send('GET', `/api/admin/accounts${query({ email, after: after ?? '', limit })}`);
  }

  setRoles(accountId: string, roles: readonly string[]): Promise<KnownAccount> {
    return this.requests.send('PUT', `/api/admin/accounts/${encodeURIComponent(accountId)}/roles`, { roles });
  }

  /** The pools of keys, one a provider. */
  async keys(): Promise<readonly KeyPool[]> {
    return (await this.requests.send<{ providers: readonly KeyPool[] }>('GET', '/api/admin/keys')).providers;
  }

  /** A key that rests or is blocked may be used again. */
  clearKey(provider: string, entry: string): Promise<void> {
    return this.requests.request('POST', `/api/admin/keys/${encodeURIComponent(provider)}/${encodeURIComponent(entry)}/clear`).then(() => undefined);
  }
}
