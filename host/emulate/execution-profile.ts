/** Executions of each halfword of flash, and the cycles that they took. */
export class ExecutionProfile {
  readonly executed: Uint32Array;
  readonly cycles: Float64Array;
  #current = 0;
  #since = 0;

  constructor(flashBytes: number) {
    this.executed = new Uint32Array(flashBytes / 2);
    this.cycles = new Float64Array(flashBytes / 2);
  }

  /** A run starts at this count of cycles. */
  begin(cycles: number): void {
    this.#since = cycles;
  }

  /** An instruction starts; what has passed since the one before it did was that one's. */
  visit(halfword: number, cycles: number): void {
    this.end(cycles);
    this.#current = halfword;
    this.executed[halfword] = (this.executed[halfword] ?? 0) + 1;
  }

  end(cycles: number): void {
    this.cycles[this.#current] = (this.cycles[this.#current] ?? 0) + cycles - this.#since;
    this.#since = cycles;
  }
}
