const SEQUENCES = 256;

/** Counts what is missing from a stream whose frames are numbered modulo 256; 255 frames lost in one go are not seen. */
export class StreamOrder {
  #expected = 0;

  /** Frames lost before this one; undefined if it is the one before once more. */
  missingBefore(sequence: number): number | undefined {
    const missing = (sequence - this.#expected + SEQUENCES) % SEQUENCES;
    if (missing === SEQUENCES - 1) return undefined;
    this.#expected = (sequence + 1) % SEQUENCES;
    return missing;
  }
}
