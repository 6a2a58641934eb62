import assert from 'node:assert/strict';
import type { Section } from '../../host/aot/object-code.ts';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { MEMORY } from '../support/wasm-board.ts';
import { type Call, checkModule, loadSupport, type WasmMachines } from '../support/wasm-compare.ts';
import { type Code, constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';

const get = (index: number) => op('local.get', index);
const set = (index: number) => op('local.set', index);
const i32 = (value: number) => constant('i32', value);
const times = (count: number, make: (at: number) => Code): Code => Array.from({ length: count }, (_, at) => make(at));
const add = op('i32.add');
const end = op('end');
const calls: readonly Call[] = [-1, 0, 1, 2, 3, 7, 100, 12345, -0x8000_0000].map((a): Call => ['f', a, 0x1234_5677]);

const check = (body: Code, spec: Partial<FunctionSpec> = {}, more: readonly FunctionSpec[] = []): WasmMachines =>
  checkModule(
    { functions: [{ name: 'f', params: ['i32', 'i32'], results: ['i32'], body, ...spec }, ...more] },
    ...calls,
  );
/** On the processor where it is smallest. */
const least = ({ boards }: WasmMachines, sizeOf: (code: Section) => number): number =>
  Math.min(...boards.map(({ object: { sections } }) => sizeOf(sections[0] as Section)));
const codeBytes = (machines: WasmMachines): number => least(machines, ({ bytes }) => bytes.length);
const frameBytes = (machines: WasmMachines): number => least(machines, ({ frameBytes: bytes = 0 }) => bytes);
const assertMore = (actual: number, limit: number): void =>
  assert.ok(actual > limit, `${actual} is not above ${limit}`);

describe('large functions on every processor as in Node', () => {
  before(loadSupport);

  /** `count` locals that depend on the arguments, then something that needs all of them, last first. */
  const manyAlive = (count: number, between: Code = []): Code => [
    times(count, (at) => [
      get(0),
      i32(at * 3 + 1),
      op('i32.mul'),
      get(1),
      i32(at),
      op('i32.rotl'),
      op('i32.xor'),
      set(at + 2),
    ]),
    between,
    get(1),
    times(count, (at) => [i32(7), op('i32.mul'), get(count + 1 - at), add]),
  ];
  const locals = (count: number, type: ValueType = 'i32'): ValueType[] => Array.from({ length: count }, () => type);

  for (const count of [8, 13, 14, 20, 60, 250, 257, 300, 700])
    it(`${count} values alive at once`, () => {
      const pair = check(manyAlive(count), { locals: locals(count) });
      if (count > 20) assertMore(frameBytes(pair), 4 * (count - 20));
    });

  it('300 values alive across a call with stack arguments', () => {
    const callee: FunctionSpec = { params: locals(9), body: [get(8), op('global.set', 0)] };
    const between = [times(9, (at) => get(at + 100)), op('call', 1)];
    const f: FunctionSpec = {
      name: 'f',
      params: ['i32', 'i32'],
      results: ['i32'],
      locals: locals(300),
      body: manyAlive(300, between),
    };
    checkModule({ functions: [f, callee], globals: [{ type: 'i32', isMutable: true, init: 0 }] }, ...calls);
  });

  it('200 pairs alive at once: sums, differences and comparisons of spilled pairs', () => {
    const count = 200;
    const pair = (at: number) => get(2 + (at % count));
    const body = [
      times(count, (at) => [
        get(0),
        op('i64.extend_i32_s'),
        constant('i64', 0x1_0000_0001n * BigInt(at + 1)),
        op('i64.mul'),
        set(at + 2),
      ]),
      times(count, (at) => [pair(at), pair(at * 7 + 3), op('i64.add'), pair(at * 5 + 1), op('i64.sub'), set(at + 2)]),
      times(count, (at) => [
        pair(at),
        pair(at + 9),
        pair(at + 11),
        pair(at * 3),
        op(['i64.lt_s', 'i64.le_u', 'i64.gt_s', 'i64.ge_u'][at % 4] as string),
        op('select'),
        set(at + 2),
      ]),
      constant('i64', 0),
      times(count, (at) => [constant('i64', 5), op('i64.mul'), pair(at), op('i64.add')]),
      [
        set(2),
        pair(0),
        op('i32.wrap_i64'),
        pair(0),
        constant('i64', 32),
        op('i64.shr_u'),
        op('i32.wrap_i64'),
        op('i32.xor'),
      ],
    ];
    check(body, { locals: locals(count, 'i64') });
  });

  it('a loop with more variables than registers', () => {
    const count = 40;
    const body = [
      times(count, (at) => [get(1), i32(at * 1000), add, set(at + 3)]),
      [i32(5), set(2)],
      op('loop'),
      times(count, (at) => [
        get(at + 3),
        get(3 + ((at + 1) % count)),
        op(at % 2 ? 'i32.sub' : 'i32.xor'),
        i32(at * 300 + 77),
        add,
        set(at + 3),
      ]),
      [get(2), i32(1), op('i32.sub'), op('local.tee', 2), op('br_if', 0), end],
      get(0),
      times(count, (at) => [get(at + 3), add]),
    ];
    check(body, { locals: locals(count + 1) });
  });

  /** About 20 bytes of code each. */
  const step = (at: number): Code => [
    get(1),
    i32(at * 0x0107_0301 + 0x1234),
    op('i32.xor'),
    get(0),
    add,
    i32(13),
    op('i32.rotr'),
    set(1),
  ];
  const [SMALL, MEDIUM, BIG] = [80, 280, 1700];
  for (const [count, bytes] of [
    [SMALL, 700],
    [MEDIUM, 3000],
    [BIG, 18_000],
  ] as const) {
    it(`jumps over ${bytes} bytes, forwards and backwards, in a leaf function`, () => {
      const body = [
        [op('block'), get(0), op('i32.eqz'), op('br_if', 0)],
        [op('loop'), times(count, step), get(0), i32(3), op('i32.shr_u'), op('local.tee', 0), op('br_if', 0), end],
        [end, get(1)],
      ];
      assertMore(codeBytes(check(body)), bytes);
    });
    it(`an if and an else of ${bytes} bytes each`, () => {
      const body = [
        [
          get(0),
          i32(2),
          op('i32.gt_s'),
          op('if'),
          times(count, step),
          op('else'),
          times(count, (at) => step(at + 7)),
          end,
        ],
        get(1),
      ];
      assertMore(codeBytes(check(body)), 2 * bytes);
    });
    it(`a leaf of ${bytes} bytes that saves no register comes back to its caller`, () => {
      const leaf: FunctionSpec = {
        params: ['i32'],
        results: ['i32'],
        body: [
          op('block'),
          [get(0), i32(1), op('i32.and'), op('br_if', 0)],
          times(count * 2, (at) => [get(0), i32((at % 200) + 3), op('i32.mul'), set(0)]),
          [end, get(0)],
        ],
      };
      check([get(0), op('call', 1), get(1), op('call', 1), add], {}, [leaf]);
    });
  }

  it('literals of a long straight line: every pool is in reach and nothing runs into one', () => {
    const body = times(900, (at) => [get(1), i32(0x1234_5679 + at * 0x0001_0003), op('i32.xor'), set(1)]);
    check([body, get(1)]);
  });

  it('one literal used all along 8 KB', () => {
    const body = times(600, (at) => [
      get(1),
      i32(0x7654_3211),
      op('i32.xor'),
      get(0),
      add,
      i32(at + 300),
      op('i32.mul'),
      set(1),
    ]);
    check([body, get(1)]);
  });

  it('literals between a comparison and what reads it', () => {
    const body = times(300, (at) => [
      [get(1), i32(0x0011_0011 * at + 0x123), get(1), i32(0x55aa_0000 + at), op('i32.lt_u'), op('select'), set(1)],
      [get(1), i32(0x0101_0101 + at), op('i32.gt_s'), get(1), add, set(1)],
    ]);
    check([body, get(1)]);
  });

  it('constants that a loop needs do not disturb the carry of what stands before it', () => {
    const sum = (name: string) => [
      get(0),
      op('i64.extend_i32_u'),
      get(1),
      op('i64.extend_i32_s'),
      constant('i64', -5),
      op('i64.xor'),
      op(name),
      set(2),
    ];
    const body = ['i64.add', 'i64.sub'].map((name) => [
      sum(name),
      op('loop'),
      times(8, (at) => [get(1), i32(0x100 << at), op('i32.xor'), i32(0x0102_0304 * (at + 1)), add, set(1)]),
      [get(0), i32(1), op('i32.shr_u'), op('local.tee', 0), op('br_if', 0), end],
      [
        get(2),
        op('i32.wrap_i64'),
        get(2),
        constant('i64', 32),
        op('i64.shr_u'),
        op('i32.wrap_i64'),
        op('i32.xor'),
        get(1),
        op('i32.xor'),
        set(1),
        get(1),
        set(0),
      ],
    ]);
    check([body, get(1)], { locals: ['i64'] });
  });

  it('a branch table of 5000 cases with a body each', () => {
    const count = 5000;
    const body = [
      times(count, () => op('block')),
      [
        get(0),
        op(
          'br_table',
          Array.from({ length: count }, (_, at) => at),
        ),
      ],
      times(count, (at) => [end, get(1), i32(at), op('i32.xor'), set(1)]),
      get(1),
    ];
    check(body);
  });

  it('global and memory addresses far apart in one function', () => {
    const globals = Array.from({ length: 40 }, (_, at) => ({ type: 'i32' as const, isMutable: true, init: at }));
    const body = times(40, (at) => [
      [op('global.get', at), get(0), add, op('global.set', at)],
      [i32(MEMORY.origin + at * 996), op('global.get', at), op('i32.store', 2, 4)],
    ]);
    const f: FunctionSpec = { name: 'f', params: ['i32', 'i32'], results: ['i32'], body: [body, op('global.get', 39)] };
    checkModule({ functions: [f], globals }, ...calls);
  });
});
