const MAX_CHARACTERS = 80;

/** The last line of text among the bytes that belong to no frame: firmware's last words, such as `e-[hard fault]`. */
export class TextLine {
  last = '';
  #line = '';

  push(byte: number): void {
    if (byte === 10 || byte === 13) {
      if (this.#line !== '') this.last = this.#line;
      this.#line = '';
    } else if (byte >= 32 && byte < 127 && this.#line.length < MAX_CHARACTERS) this.#line += String.fromCharCode(byte);
  }
}
