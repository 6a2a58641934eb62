import type { Clock } from '../../host/link/transport.ts';

/** Every wait is over at once and counts in full: for code that waits for the file system. */
export class FastClock implements Clock {
  #nowMs = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, body: () => void): () => void {
    const timer = setImmediate(() => {
      this.#nowMs += delayMs;
      body();
    });
    return () => clearImmediate(timer);
  }
}
