import type { BankChanged, BankEntry, BankFacets, BankFilter, BankPage, BankRow, BankSaved, ImportReport, QuestionDraft, QuestionStatistics } from './bankWire';

export interface Requests {
  send<T>(method: string, path: string, body?: unknown): Promise<T>;
  request(method: string, path: string, body?: unknown): Promise<Response>;
}

export const query = (values: object): string => {
  const parts = Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== false).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
};

/** The question bank over REST. */
export class BankApi {
  constructor(private readonly requests: Requests) {}

  list(filter: BankFilter, after?: string | null, limit = 30): Promise<BankPage> {
    return this.requests.send('GET', `/api/questions${query({ ...filter, after: after ?? '', limit })}`);
  }

  facets(): Promise<BankFacets> {
    return this.requests.send('GET', '/api/questions/facets');
  }

  read(questionId: string): Promise<BankEntry> {
    return this.requests.send('GET', `/api/questions/${encodeURIComponent(questionId)}`);
  }

  async versions(questionId: string): Promise<readonly BankEntry[]> {
    return (await this.requests.send<{ items: readonly BankEntry[] }>('GET', `/api/questions/${encodeURIComponent(questionId)}/versions`)).items;
  }

  statistics(questionId: string): Promise<QuestionStatistics> {
    return this.requests.send('GET', `/api/questions/${encodeURIComponent(questionId)}/statistics`);
  }

  create(question: Partial<QuestionDraft>, allowDuplicate = false): Promise<BankRow> {
    return this.requests.send('POST', `/api/questions${query({ allowDuplicate })}`, question);
  }

  /** Members left out stay as they are. */
  update(questionId: string, version: number, changes: Partial<QuestionDraft> & { verified?: boolean }): Promise<BankSaved> {
    return this.requests.send('PUT', `/api/questions${query({ id: questionId, version })}`, changes);
  }

  change(ids: readonly string[], change: { status?: string; verified?: boolean; delete?: boolean }): Promise<BankChanged> {
    return this.requests.send('POST', '/api/questions/bulk', { ids, ...change });
  }

  /** The file goes as it is; what it leaves out takes the defaults. */
  importFile(format: string, file: Blob, defaults: { language?: string; category?: string; licence?: string; source?: string; status?: string; dryRun?: boolean; allowDuplicates?: boolean }): Promise<ImportReport> {
    return this.requests.send('POST', `/api/questions/import${query({ format, ...defaults })}`, file);
  }

  async exportFile(format: string, filter: BankFilter): Promise<Blob> {
    return (await this.requests.request('GET', `/api/questions/export${query({ format, ...filter })}`)).blob();
  }
}
