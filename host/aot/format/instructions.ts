import { hex32 } from '../../units.ts';
import type { Target } from '../compile-module.ts';
import type { Image, ImageSymbol } from '../image.ts';
import type { Disassemble, Symbolize } from '../targets/disassembly.ts';
import { thumb2Disassembler } from '../targets/thumb2/disassemble.ts';
import { disassembleOne } from '../targets/thumbv6m/disassemble.ts';

const disassemblers: Readonly<Record<Target, () => Disassemble>> = {
  thumbv6m: () => disassembleOne,
  thumbv7em: thumb2Disassembler,
};

/** An instruction, or a literal between instructions. */
export interface MachineLine {
  readonly address: number;
  readonly bytes: 2 | 4;
  /** Its halfwords; none of a literal. */
  readonly code: string;
  readonly text: string;
}

const HEX = 16;

/** Names of an image's addresses: of several of one place the first is its own. */
export const symbolize = ({ symbols }: Image): Symbolize => {
  const byStart = new Map(symbols.toReversed().map(({ name, address }) => [address, name]));
  return (address) => byStart.get(address);
};

/** Functions of an image, by address. */
export const functionsOf = ({ symbols }: Image): ImageSymbol[] =>
  symbols.filter(({ kind, bytes }) => kind === 'code' && bytes > 0).sort((a, b) => a.address - b.address);

/** What a function's bytes say. */
export const instructions = (
  { segments }: Image,
  { name, address: start, bytes: size, literals = [] }: ImageSymbol,
  target: Target,
  nameOf: Symbolize,
): MachineLine[] => {
  const segment = segments.find((candidate) => candidate.name === name && candidate.address === start);
  const bytes = segment?.bytes.subarray(0, size) ?? new Uint8Array(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const disassemble = disassemblers[target]();
  const half = (at: number): string => view.getUint16(at, true).toString(HEX);
  const lines: MachineLine[] = [];
  for (let at = 0; at + 2 <= bytes.length; at += lines.at(-1)?.bytes ?? 2) {
    const address = start + at;
    const range = literals.find(([from, to]) => at >= from && at < to);
    if (range) {
      const isWord = at % 4 === 0 && at + 4 <= range[1];
      const text = isWord ? literal(view.getUint32(at, true), nameOf) : `.hword 0x${half(at)}`;
      lines.push({ address, bytes: isWord ? 4 : 2, code: '', text });
      continue;
    }
    const second = at + 4 <= bytes.length ? view.getUint16(at + 2, true) : 0;
    const one = disassemble(view.getUint16(at, true), second, address, nameOf);
    const halves = one.bytes === 4 ? [half(at), second.toString(HEX)] : [half(at)];
    lines.push({ address, ...one, code: halves.map((digits) => digits.padStart(4, '0')).join(' ') });
  }
  return lines;
};

const literal = (value: number, nameOf: Symbolize): string => {
  const label = nameOf(value & ~1) ?? nameOf(value);
  return `.word ${hex32(value)}${label ? ` <${label}>` : ''}`;
};
