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
});
