import type { GenerationRequest } from './generationWire';
import type { TextStorage } from './storage';

/** What a reload must not lose: which request this page waits for, or shows the result of. */
export interface RememberedGeneration {
  readonly requestId: string; readonly playerId: string; readonly request: GenerationRequest;
  /** It is over: when the server has forgotten it, nobody asks for it anew. */
  readonly over: boolean;
}

/** In the tab's own storage: another tab asks for other questions. */
export class GenerationMemory {
  constructor(private readonly storage: TextStorage, private readonly key = 'quiz.generation') {}

  read(): RememberedGeneration | null {
    try {
      const stored = JSON.parse(this.storage.getItem(this.key) ?? 'null') as RememberedGeneration | null;
      return stored?.requestId && stored.request ? stored : null;
    } catch {
      return null;
    }
  }

  write(remembered: RememberedGeneration): void {
    this.storage.setItem(this.key, JSON.stringify(remembered));
  }

  forget(): void {
    this.storage.removeItem(this.key);
  }
}
