import type { DuelCategory, DuelStanding, Ladder, Match, MatchPage } from './duelWire';
import { problemOf, QuizError } from './errors';
import type { Guest, QuizPage, QuizSaved, QuizSummary } from './wire';

/** The REST half of the wire. */
export class QuizApi {
  constructor(private readonly baseUrl: string, private readonly token: () => Promise<string>) {}

  guest(nickname: string): Promise<Guest> {
    return this.send<Guest>('POST', '/api/auth/guest', { nickname }, false);
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

  importQuiz(format: 'opentdb', title: string, text: string): Promise<QuizSaved> {
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
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  private async request(method: string, path: string, body?: unknown, signedIn = true): Promise<Response> {
    const headers: Record<string, string> = {};
    if (signedIn) headers.Authorization = `Bearer ${await this.token()}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const text = typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body);
    const response = await fetch(this.baseUrl + path, { method, headers, body: text }).catch((error: unknown) => {
      throw new QuizError('offline', String(error));
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}
