import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';
import { WasmRandom } from '../support/wasm-random.ts';

/** One divisor of every size in bits, and its neighbours. */
const divisors = (random: WasmRandom): number[] =>
  Array.from({ length: 32 }, (_, bits) => 2 ** bits).flatMap((power) => [
    power - 1,
    power,
    power + 1,
    power + random.below(power),
    -(power + random.below(power)),
  ]);

const dividends = (divisor: number, random: WasmRandom): number[] => [
  ...[0, 1, -1, 2 ** 31 - 1, -(2 ** 31), random.below(2 ** 32)],
  ...[-2, -1, 1, 2, 3].flatMap((factor) => [factor * divisor - 1, factor * divisor, factor * divisor + 1]),
];

describe('division by constants', () => {
  before(loadSupport);

  for (const name of ['div_s', 'div_u', 'rem_s', 'rem_u'])
    it(`i32.${name}`, () => {
      const random = new WasmRandom(20261125);
      const cases = divisors(random).map((divisor, at): { spec: FunctionSpec; calls: Call[] } => ({
        spec: {
          name: `f${at}`,
          params: ['i32'],
          results: ['i32'],
          body: [op('local.get', 0), constant('i32', BigInt(divisor | 0)), op(`i32.${name}`)],
        },
        calls: dividends(divisor, random).map((dividend) => [`f${at}`, dividend | 0]),
      }));
      checkModule({ functions: cases.map(({ spec }) => spec) }, ...cases.flatMap(({ calls }) => calls));
    });

  it('in the test of a loop, which stands twice', () => {
    const [n, i] = [0, 1];
    const quotient = [op('local.get', i), constant('i32', 10), op('i32.div_u'), op('local.get', n)];
    const next = [op('local.get', i), constant('i32', 1), op('i32.add'), op('local.set', i), op('br', 0)];
    const loop = [op('loop'), quotient, op('i32.ge_u'), op('br_if', 1), next, op('end')];
    const body = [op('block'), loop, op('end'), op('local.get', i)];
    const spec = { name: 'f', params: ['i32'], results: ['i32'], locals: ['i32'], body } satisfies FunctionSpec;
    checkModule({ functions: [spec] }, ['f', 0], ['f', 1], ['f', 7]);
  });
});
