import type { Clock } from '../../host/link/transport.ts';

interface Timer {
  readonly dueMs: number;
  readonly body: () => void;
}

/** Time that passes only when everything else has come to rest. */
export class ManualClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<Timer>();

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, body: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, body };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Runs the earliest timer; false if there is none. */
  step(): boolean {
    const [next] = [...this.#timers].sort((a, b) => a.dueMs - b.dueMs);
    if (!next) return false;
    this.#timers.delete(next);
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    next.body();
    return true;
  }

  /**
   * The outcome of `promise`, with time moved on whenever nothing else happens.
   * @param work what may go on without time: true while it has something to do
   * @throws Error if nothing is left that could settle it
   */
  async settle<T>(promise: Promise<T>, work: () => boolean = () => false): Promise<T> {
    let isSettled = false;
    const done = () => {
      isSettled = true;
    };
    promise.then(done, done);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isSettled) return promise;
      if (work() || this.step()) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (!isSettled) throw new Error(`hangs at ${this.#nowMs} ms: no timer, and nothing to do`);
    }
  }
}
