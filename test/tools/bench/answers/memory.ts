import { ram } from '../../../../tools/bench/codegen/reference.ts';
import { RAM } from '../../../../tools/bench/codegen/subject.ts';

/** Calls an export of the function's module. */
export type Check = (call: (name: string, ...args: number[]) => number) => void;

/** The address of what tests put at offset 0. */
export const at = RAM.origin;
export const view = new DataView(ram.buffer, at);

export const put = (offset: number, data: Uint8Array | string): number => {
  const bytes = Buffer.from(data as string);
  ram.set(bytes, offset);
  return bytes.length;
};
export const read = (offset: number, bytes: number): Buffer => Buffer.from(ram.slice(offset, offset + bytes));
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

export const putWords = (offset: number, words: readonly number[]): void =>
  words.forEach((word, index) => {
    view.setUint32(offset + 4 * index, word, true);
  });
export const readWords = (offset: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => view.getInt32(offset + 4 * index, true));

/** Whole numbers from 0 up to the modulus. */
export const random = (count: number, modulus = 2 ** 32): number[] => {
  let x = 1;
  return Array.from({ length: count }, () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return Math.floor((x / 2 ** 32) * modulus);
  });
};
