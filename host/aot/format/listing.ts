import { hex32 } from '../../units.ts';
import type { Image, ImageSymbol } from '../image.ts';
import { disassembleOne, type Symbolize } from '../targets/thumbv6m/disassemble.ts';

const HEX = 16;

/** The image's code, instruction by instruction, with names; literal pools as words. */
export const listing = ({ segments, symbols }: Image): string => {
  // Backwards: of several names of one place the first is its own.
  const byStart = new Map(symbols.toReversed().map(({ name, address }) => [address, name]));
  const name: Symbolize = (address) => byStart.get(address);
  const code = symbols.filter(({ kind, bytes }) => kind === 'code' && bytes > 0).sort((a, b) => a.address - b.address);
  return code.map((symbol) => functionListing(symbol, segmentBytes(segments, symbol), name)).join('\n');
};

const segmentBytes = (segments: Image['segments'], { name, address, bytes }: ImageSymbol): Uint8Array => {
  const segment = segments.find((candidate) => candidate.name === name && candidate.address === address);
  return segment?.bytes.subarray(0, bytes) ?? new Uint8Array(0);
};

const functionListing = (symbol: ImageSymbol, bytes: Uint8Array, name: Symbolize): string => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines = [`${hex32(symbol.address)} <${symbol.name}>: ${bytes.length} bytes`];
  const literals = symbol.literals ?? [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const address = symbol.address + at;
    const range = literals.find(([start, end]) => at >= start && at < end);
    if (range) {
      const isWord = at % 4 === 0 && at + 4 <= range[1];
      const half = () => `.hword 0x${view.getUint16(at, true).toString(HEX)}`;
      lines.push(`  ${hex32(address)}  ${isWord ? literal(view.getUint32(at, true), name) : half()}`);
      at += isWord ? 4 : 2;
      continue;
    }
    const first = view.getUint16(at, true);
    const second = at + 4 <= bytes.length ? view.getUint16(at + 2, true) : 0;
    const { text, bytes: size } = disassembleOne(first, second, address, name);
    const words = [first, ...(size === 4 ? [second] : [])].map((word) => word.toString(HEX).padStart(4, '0')).join(' ');
    lines.push(`  ${hex32(address)}  ${words.padEnd(9)}  ${text}`);
    at += size;
  }
  return `${lines.join('\n')}\n`;
};

const literal = (value: number, name: Symbolize): string => {
  const label = name(value & ~1) ?? name(value);
  return `.word ${hex32(value)}${label ? ` <${label}>` : ''}`;
};
