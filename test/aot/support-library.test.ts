import assert from 'node:assert/strict';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { type FunctionSpec, op } from '../support/wasm-encoder.ts';
import { WasmRandom } from '../support/wasm-random.ts';

const get = (index: number) => op('local.get', index);

describe('support library', () => {
  before(loadSupport);

  it('keeps no state: an interrupt may divide while the program does', async () => {
    const sections = await supportLibrary('thumbv6m');
    assert.deepEqual(
      sections.filter(({ kind }) => kind !== 'code').map(({ symbol }) => symbol),
      [],
    );
  });

  it('products of two extended words, which take fewer multiplications (seed 5)', () => {
    const extend = (name: string): FunctionSpec => ({
      name,
      params: ['i32', 'i32'],
      results: ['i64'],
      body: [get(0), op(`i64.${name}`), get(1), op(`i64.${name}`), op('i64.mul')],
    });
    const random = new WasmRandom(5);
    const pairs = Array.from({ length: 2000 }, () => [random.value('i32'), random.value('i32')] as const);
    const names = ['extend_i32_s', 'extend_i32_u'];
    checkModule(
      { functions: names.map(extend) },
      ...names.flatMap((name) => pairs.map((pair): Call => [name, ...pair])),
    );
  });

  for (const [title, names] of [
    ['quotients and remainders', ['div_s', 'div_u', 'rem_s', 'rem_u']],
    ['products, shifts and rotations', ['mul', 'shl', 'shr_s', 'shr_u', 'rotl', 'rotr']],
  ] as const)
    it(`${title} of random values (seed 6)`, () => {
      const random = new WasmRandom(6);
      for (const type of ['i32', 'i64'] as const) {
        const functions = names.map(
          (name): FunctionSpec => ({
            name,
            params: [type, type],
            results: [type],
            body: [get(0), get(1), op(`${type}.${name}`)],
          }),
        );
        const calls = names.flatMap((name) =>
          Array.from({ length: 1000 }, (): Call => [name, random.value(type), random.value(type)]),
        );
        checkModule({ functions }, ...calls);
      }
    });

  it('counts of bits of random values (seed 7)', () => {
    const random = new WasmRandom(7);
    for (const type of ['i32', 'i64'] as const) {
      const names = ['clz', 'ctz', 'popcnt'];
      const functions = names.map(
        (name): FunctionSpec => ({ name, params: [type], results: [type], body: [get(0), op(`${type}.${name}`)] }),
      );
      checkModule(
        { functions },
        ...names.flatMap((name) => Array.from({ length: 500 }, (): Call => [name, random.value(type)])),
      );
    }
  });
});
