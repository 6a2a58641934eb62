import assert from 'node:assert/strict';
import { ram } from '../../../../tools/bench/codegen/reference.ts';
import { at, type Check, put, putWords, random, read, readWords, view } from './memory.ts';

export const numbers: Readonly<Record<string, Check>> = {
  big_multiply: (call) => {
    const factors = random(32);
    putWords(0, factors);
    const big = (list: readonly number[]) => list.reduceRight((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
    call('big_multiply', at, at + 64, at + 128, 16);
    assert.equal(big(readWords(128, 32)), big(factors.slice(0, 16)) * big(factors.slice(16)));
  },
  biquad: (call) => {
    const coefficients = [104857600, 209715200, 104857600, -1012291790, 357980766];
    const samples = random(40, 2 ** 24).map((sample) => sample - 2 ** 23);
    putWords(0, [...coefficients, ...samples]);
    call('biquad', at, at + 20, samples.length);
    const [b0, b1, b2, a1, a2] = coefficients.map(BigInt) as [bigint, bigint, bigint, bigint, bigint];
    const y: bigint[] = [];
    samples.forEach((_, n) => {
      const x = (back: number) => BigInt(samples[n - back] ?? 0);
      const sum = b0 * x(0) + b1 * x(1) + b2 * x(2) - a1 * (y[n - 1] ?? 0n) - a2 * (y[n - 2] ?? 0n);
      y.push(sum >> 30n);
    });
    assert.deepEqual(readWords(20, samples.length), y.map(Number));
  },
  decimal: (call) => {
    for (const value of [0, 7, 10, -1, 99, -100, 2 ** 31 - 1, -(2 ** 31), ...random(50).map((word) => word | 0)]) {
      const end = call('format', value, at);
      assert.equal(read(0, end - at).toString(), String(value));
      assert.equal(call('parse', at, end), value);
    }
  },
  fft: (call) => {
    const data = random(512, 32768).map((sample) => sample - 16384);
    data.forEach((sample, index) => {
      view.setInt16(512 + 2 * index, sample, true);
    });
    call('fft_twiddles', at);
    call('fft', at, at + 512);
    for (let k = 0; k < 256; k++) {
      let [re, im] = [0, 0];
      for (let n = 0; n < 256; n++) {
        const angle = (-2 * Math.PI * k * n) / 256;
        const [x, y] = [data[2 * n] as number, data[2 * n + 1] as number];
        re += x * Math.cos(angle) - y * Math.sin(angle);
        im += x * Math.sin(angle) + y * Math.cos(angle);
      }
      // Each of eight stages rounds down twice: by less than 1 before it halves, by 1/2 at most then.
      assert.ok(Math.abs(view.getInt16(512 + 4 * k, true) - re / 256) < 8, `real part ${k}`);
      assert.ok(Math.abs(view.getInt16(514 + 4 * k, true) - im / 256) < 8, `imaginary part ${k}`);
    }
  },
  matrix: (call) => {
    const [a, b] = [random(9), random(9)] as [number[], number[]];
    putWords(0, [...a, ...b]);
    call('multiply', at, at + 36, at + 72, 3);
    const expected = a.map((_, index) => {
      const [row, column] = [Math.floor(index / 3), index % 3];
      return [0, 1, 2].reduce((sum, k) => (sum + Math.imul(a[3 * row + k] ?? 0, b[3 * k + column] ?? 0)) | 0, 0);
    });
    assert.deepEqual(readWords(72, 9), expected);
  },
  median: (call) => {
    const [width, height] = [9, 7];
    const image = random(width * height, 256);
    put(0, Uint8Array.from(image));
    call('median', at, at + 256, width, height);
    for (let y = 1; y < height - 1; y++)
      for (let x = 1; x < width - 1; x++) {
        const window = [-1, 0, 1].flatMap((dy) => image.slice((y + dy) * width + x - 1, (y + dy) * width + x + 2));
        assert.equal(ram[256 + y * width + x], window.sort((a, b) => a - b)[4], `${x}, ${y}`);
      }
  },
  queens: (call) => {
    const counts = [1, 2, 3, 4, 5, 6, 7, 8].map((size) => call('queens', (1 << size) - 1, 0, 0, 0));
    assert.deepEqual(counts, [1, 0, 0, 2, 10, 4, 40, 92]);
  },
  sieve: (call) => {
    assert.deepEqual(
      [2, 3, 10, 100, 10000].map((limit) => call('sieve', at, limit)),
      [0, 1, 4, 25, 1229],
    );
  },
};
