const MAX_CHARACTERS = 80;

/** Lines of text among the bytes that belong to no frame: a banner, or firmware's last words. */
export class TextLine {
  last = '';
  #line = '';
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void = () => undefined) {
    this.#onLine = onLine;
  }

  push(byte: number): void {
    if (byte === 10 || byte === 13) {
      const line = this.#line;
      this.#line = '';
      if (line === '') return;
      this.last = line;
      this.#onLine(line);
    } else if (byte >= 32 && byte < 127 && this.#line.length < MAX_CHARACTERS) this.#line += String.fromCharCode(byte);
  }
}
