import assert from 'node:assert/strict';
import { at, type Check, put, random, view } from './memory.ts';

const signed = (count: number, bits: number): number[] =>
  random(count, 2 ** bits).map((word) => word - 2 ** (bits - 1));
const put16 = (offset: number, values: readonly number[]) =>
  put(offset, new Uint8Array(Int16Array.from(values).buffer));
const read16 = (offset: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => view.getInt16(offset + 2 * index, true));

export const dsp: Readonly<Record<string, Check>> = {
  'dsp/dot_s8': (call) => {
    const [a, b] = [signed(24, 8), signed(48, 8).slice(24)];
    put(0, Uint8Array.from(a));
    put(64, Uint8Array.from(b));
    const expected = a.reduce((sum, x, index) => sum + x * (b[index] as number), 0);
    assert.equal(call('dot_s8', at, at + 64, a.length), expected);
  },
  'dsp/fir_s16': (call) => {
    const [c, x] = [signed(6, 16), signed(26, 14)];
    put16(0, c);
    put16(64, x);
    call('fir_s16', at, c.length, at + 64, at + 256, 20);
    const sum = (n: number) => c.reduce((total, tap, k) => total + tap * (x[n + k] as number), 0);
    assert.deepEqual(
      read16(256, 20),
      Array.from({ length: 20 }, (_, n) => sum(n) >> 15),
    );
  },
  'dsp/match_u8': (call) => {
    const bytes = random(256 + 16 * 20, 256);
    put(0, Uint8Array.from(bytes));
    const place = (index: number) => bytes[256 + Math.floor(index / 16) * 20 + (index % 16)] as number;
    const expected = bytes.slice(0, 256).reduce((sum, byte, index) => sum + Math.abs(byte - place(index)), 0);
    assert.equal(call('match_u8', at, at + 256, 20), expected);
  },
  'dsp/mix_s16': (call) => {
    const [a, b] = [signed(20, 16), signed(40, 16).slice(20)];
    put16(0, a);
    put16(64, b);
    call('mix_s16', at, at + 64, at + 128, 40);
    const saturated = (sum: number) => Math.max(-32768, Math.min(32767, sum));
    assert.deepEqual(
      read16(128, 20),
      a.map((x, index) => saturated(x + (b[index] as number))),
    );
  },
};
