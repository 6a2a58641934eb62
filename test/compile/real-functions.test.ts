import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Operator } from '../../host/model/graph.ts';
import { network } from '../support/drafts.ts';

const COUNT = 65_536;

/** Arguments of every exponent and both signs; 0 in place of what is no number. */
const argumentsOf = (): Float32Array => {
  const values = new Float32Array(Uint32Array.from({ length: COUNT }, (_, n) => n * 65_537).buffer);
  return values.map((value) => (Number.isNaN(value) ? 0 : value));
};

/** CRC-32 of results; all that are no number count as one. */
const checksum = (results: Uint8Array): number => {
  const values = new Float32Array(results.slice().buffer);
  const words = new Uint32Array(values.buffer);
  values.forEach((value, at) => {
    if (Number.isNaN(value)) words[at] = 0x7fc00000;
  });
  return crc32(new Uint8Array(words.buffer));
};

/**
 * What glibc 2.36 gives on x86-64 (expf, logf, sinf, cosf, expm1f below 0, tanhf). Of all 2^32 arguments ours give what it gives
 * where its functions do without fused multiply-adds; those that use them round 2 exponentials, 12 sines and 22 cosines otherwise.
 */
const expected = {
  EXP: 0xf7fa5fb3,
  LOG: 0xcc1b1bea,
  SIN: 0x401b8b53,
  COS: 0xba39a016,
  ELU: 0xc9078148,
  TANH: 0x575bc46b,
} as const;
const kinds = Object.keys(expected) as (keyof typeof expected)[];

describe('functions of real numbers', () => {
  for (const target of [undefined, 'node', 'thumbv6m'] as const)
    it(`equal the C library's, bit for bit (${target ?? 'plain WebAssembly'})`, async () => {
      const x = { dtype: 'float32', shape: [COUNT] } as const;
      const operators = kinds.map((kind, at) => ({ kind, inputs: [0], outputs: [1 + at], options: {} }));
      const outputs = kinds.map((_, at) => 1 + at);
      const graph = network([x, ...kinds.map(() => x)], operators as Omit<Operator, 'index'>[], [0], outputs);
      const { infer } = await instantiate(await compileGraph(graph, { ...(target && { target }) }));
      const results = infer([new Uint8Array(argumentsOf().buffer)]);
      assert.deepEqual(
        Object.fromEntries(kinds.map((kind, at) => [kind, checksum(results[at] as Uint8Array)])),
        expected,
      );
    });
});
