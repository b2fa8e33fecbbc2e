import { AdminApi } from './adminApi';
import { BankApi, type Requests } from './bankApi';
import type { DuelCategory, DuelStanding, Ladder, Match, MatchPage } from './duelWire';
import { problemOf, QuizError } from './errors';
import type { Account, QuizPage, QuizSaved, QuizSummary, SignedIn } from './wire';

/** The REST half of the wire. */
export class QuizApi {
  private readonly requests: Requests = { send: (method, path, body) => this.send(method, path, body), request: (method, path, body) => this.request(method, path, body) };
  readonly bank = new BankApi(this.requests);
  readonly admin = new AdminApi(this.requests);

  /** @param renew gets the next token when the server no longer takes the present one. */
  constructor(private readonly baseUrl: string, private readonly token: () => Promise<string>, private readonly renew: () => Promise<string> = token) {}

  guest(nickname: string): Promise<SignedIn> {
    return this.send('POST', '/api/auth/guest', { nickname }, false);
  }

  createAccount(account: { email: string; password: string; nickname: string; refreshToken?: string | undefined }): Promise<SignedIn> {
    return this.send('POST', '/api/auth/accounts', account, false);
  }

  signIn(email: string, password: string): Promise<SignedIn> {
    return this.send('POST', '/api/auth/sign-in', { email, password }, false);
  }

  /** `nickname`: a guest's other name. */
  renewSignIn(refreshToken: string, nickname?: string): Promise<SignedIn> {
    return this.send('POST', '/api/auth/renew', { refreshToken, nickname }, false);
  }

  signOut(refreshToken: string): Promise<void> {
    return this.send('POST', '/api/auth/sign-out', { refreshToken }, false);
  }

  signOutEverywhere(): Promise<void> {
    return this.send('POST', '/api/auth/sign-out-everywhere');
  }

  /** Mails a code, if there is such an account; the answer does not say. */
  sendReset(email: string, language: string): Promise<void> {
    return this.send('POST', '/api/auth/reset', { email, language }, false);
  }

  confirmReset(email: string, code: string, password: string): Promise<SignedIn> {
    return this.send('POST', '/api/auth/reset/confirm', { email, code, password }, false);
  }

  account(): Promise<Account> {
    return this.send('GET', '/api/account');
  }

  changePassword(current: string, password: string): Promise<SignedIn> {
    return this.send('POST', '/api/account/password', { current, password });
  }

  sendProof(language: string): Promise<void> {
    return this.send('POST', '/api/account/email/code', { language });
  }

  proveEmail(code: string): Promise<Account> {
    return this.send('POST', '/api/account/email/confirm', { code });
  }

  async exportAccount(): Promise<Blob> {
    return (await this.request('GET', '/api/account/export')).blob();
  }

  deleteAccount(password: string): Promise<void> {
    return this.send('POST', '/api/account/delete', { password });
  }

  /** All quizzes that this player may host: one's own and the built-in packs. */
  async quizzes(): Promise<QuizSummary[]> {
    const all: QuizSummary[] = [];
    let after: string | null | undefined;
    do {
      const page: QuizPage = await this.send('GET', `/api/quizzes?limit=100${after ? `&after=${encodeURIComponent(after)}` : ''}`);
      all.push(...page.items);
      after = page.next;
    } while (after && all.length < 1000);
    return all;
  }

  createQuiz(quiz: unknown): Promise<QuizSaved> {
    return this.send('POST', '/api/quizzes', quiz);
  }

  deleteQuiz(quizId: string): Promise<void> {
    return this.send('DELETE', `/api/quizzes/${encodeURIComponent(quizId)}`);
  }

  importQuiz(format: string, title: string, text: string | Blob): Promise<QuizSaved> {
    return this.send('POST', `/api/quizzes/import?format=${format}&title=${encodeURIComponent(title)}`, text);
  }

  async resultsCsv(pin: string): Promise<Blob> {
    const response = await this.request('GET', `/api/rooms/${encodeURIComponent(pin)}/results?format=csv`);
    return response.blob();
  }

  async duelCategories(): Promise<DuelCategory[]> {
    return (await this.send<{ items: DuelCategory[] }>('GET', '/api/duels/categories')).items;
  }

  /** Where this player is: in a duel, in the queue, and how strong. */
  duelStanding(): Promise<DuelStanding> {
    return this.send('GET', '/api/duels/me');
  }

  ladder(category: string, limit = 20): Promise<Ladder> {
    return this.send('GET', `/api/duels/ladder?category=${encodeURIComponent(category)}&limit=${limit}`);
  }

  /** This player's duels, newest first. */
  matches(limit = 10, after?: string): Promise<MatchPage> {
    return this.send('GET', `/api/players/me/matches?limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`);
  }

  match(matchId: string): Promise<Match> {
    return this.send('GET', `/api/matches/${encodeURIComponent(matchId)}`);
  }

  private async send<T>(method: string, path: string, body?: unknown, signedIn = true): Promise<T> {
    const response = await this.request(method, path, body, signedIn);
    return (response.status === 204 || response.status === 202 ? undefined : await response.json()) as T;
  }

  private async request(method: string, path: string, body?: unknown, signedIn = true): Promise<Response> {
    const response = await this.ask(method, path, body, signedIn ? await this.token() : null);
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.code !== 'unauthenticated' || !signedIn) throw problem;
    // This device's clock was wrong, or the server has another secret now: once more with the next token.
    const again = await this.ask(method, path, body, await this.renew());
    if (!again.ok) throw await problemOf(again);
    return again;
  }

  private ask(method: string, path: string, body: unknown, token: string | null): Promise<Response> {
    const headers: Record<string, string> = {};
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    const isFile = body instanceof Blob;
    if (body !== undefined) headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json';
    const content = isFile || typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body);
    return fetch(this.baseUrl + path, { method, headers, body: content }).catch((error: unknown) => {
      throw new QuizError('offline', String(error));
    });
  }
}
