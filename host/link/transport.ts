/** Bytes to and from one board. A closed transport delivers nothing more. */
export interface Transport {
  write(bytes: Uint8Array): Promise<void>;
  /** Takes over all bytes received from now on; the argument is undefined once, when the other end is gone. */
  onData(listener: (bytes: Uint8Array | undefined) => void): void;
  close(): Promise<void>;
}

/** Time as an argument, so that tests need none. */
export interface Clock {
  nowMs(): number;
  /** Runs `body` after `delayMs`; the result cancels it. */
  after(delayMs: number, body: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  after: (delayMs, body) => {
    const timer = setTimeout(body, delayMs);
    return () => clearTimeout(timer);
  },
};
