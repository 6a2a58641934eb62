import type { Relocation, Section } from './object-code.ts';

/** A word of a table: a number, or the address of a symbol plus an offset. */
export type Word = number | { readonly symbol: string; readonly addend?: number };

/** Read-only words, for code that finds them by address. */
export const wordTable = (symbol: string, words: readonly Word[], place: Partial<Section> = {}): Section => {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  const relocations: Relocation[] = [];
  words.forEach((word, index) => {
    if (typeof word === 'number') view.setUint32(4 * index, word, true);
    else relocations.push({ offset: 4 * index, kind: 'abs32', symbol: word.symbol, addend: word.addend ?? 0 });
  });
  return { symbol, kind: 'rodata', align: 4, bytes, relocations, ...place };
};
