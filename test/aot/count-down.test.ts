import { MEMORY } from '../support/wasm-board.ts';
import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { type Code, constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';

const get = (index: number) => op('local.get', index);
const set = (index: number) => op('local.set', index);
const i32 = (value: number) => constant('i32', value);
const add = op('i32.add');
const [FROM, TO, BASE, I, SUM] = [0, 1, 2, 3, 4];
const base = MEMORY.origin + 0x400;

/** Sums what `value` gives while a counter goes from one argument by `step` as long as `compare` holds against the other. */
const loop = (compare: Code, step: number, value: Code): FunctionSpec => ({
  name: 'f',
  params: ['i32', 'i32', 'i32'],
  results: ['i32'],
  locals: ['i32', 'i32'],
  body: [
    [get(FROM), set(I), op('block'), op('loop')],
    [get(I), get(TO), compare, op('i32.eqz'), op('br_if', 1)],
    [get(SUM), value, add, i32(3), op('i32.mul'), set(SUM)],
    [get(I), i32(step), add, set(I), op('br', 0), op('end'), op('end'), get(SUM)],
  ],
});

const least = -0x8000_0000;
const most = 0x7fff_ffff;
const ranges = [
  [0, 0],
  [0, 7],
  [3, 4],
  [5, 3],
  [-3, 2],
  [-1, -1],
  [most - 2, most],
  [least, least + 3],
  [least + 2, least],
];
const calls: readonly Call[] = ranges.map(([from, to]): Call => ['f', from ?? 0, to ?? 0, base]);
const meets = (step: number): readonly Call[] =>
  [0, 1, 5].flatMap((turns) => [-4, 0, 9, most - 3].map((from): Call => ['f', from, (from + turns * step) | 0, base]));

describe('loops that count down on every processor as in Node', () => {
  before(loadSupport);

  for (const [compare, step] of [
    ['i32.lt_s', 1],
    ['i32.gt_s', -1],
  ] as const)
    it(`${compare} by ${step}`, () => {
      checkModule(
        { functions: [loop(op(compare), step, i32(5))] },
        ...calls.filter(([, from, to]) => Math.abs(Number(from) - Number(to)) < 100),
      );
    });

  for (const step of [1, -1, 4, -12])
    it(`i32.ne by ${step}`, () => {
      checkModule({ functions: [loop(op('i32.ne'), step, i32(5))] }, ...meets(step));
    });

  for (const [load, shift] of [
    ['i32.load8_u', 0],
    ['i32.load16_s', 1],
    ['i32.load', 2],
    ['i32.load', 5],
  ] as const)
    it(`${load} of an element of ${1 << shift} bytes, and its neighbour`, () => {
      const address = [get(I), i32(shift), op('i32.shl'), get(BASE), add];
      const value: Code = [address, op(load, 0, 0), address, op(load, 0, 8), op('i32.xor')];
      const machines = checkModule({ functions: [loop(op('i32.lt_s'), 1, value)] });
      machines.fill(Uint8Array.from({ length: 4096 }, (_, at) => (at * 37) ^ (at >> 3)));
      machines.check(['f', 0, 12, base], ['f', 4, 5, base], ['f', -6, 6, base], ['f', 3, 3, base]);
    });
});
