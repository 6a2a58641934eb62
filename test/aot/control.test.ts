import { type Call, checkModule, loadSupport } from '../support/wasm-compare.ts';
import { type Code, constant, type FunctionSpec, type ModuleSpec, op } from '../support/wasm-encoder.ts';

const get = (index: number) => op('local.get', index);
const set = (index: number) => op('local.set', index);
const i32 = (value: number) => constant('i32', value);
const i64 = (value: number | bigint) => constant('i64', value);
const end = op('end');
const add = op('i32.add');

/** One function `f` of two i32, called with small and large arguments. */
const check = (body: Code, spec: Partial<FunctionSpec> = {}, types: ModuleSpec['types'] = []): void => {
  const f: FunctionSpec = { name: 'f', params: ['i32', 'i32'], results: ['i32'], body, ...spec };
  const values = [-1, 0, 1, 2, 3, 4, 5, 6, 9, 255, 256, 0x7fff_ffff, -0x8000_0000];
  checkModule({ functions: [f], types }, ...values.flatMap((a) => [0, 1, 7, -9].map((b): Call => ['f', a, b])));
};

describe('structured control on every processor as in Node', () => {
  before(loadSupport);

  it('select of words and pairs, nested', () => {
    const inner = [get(0), get(1), get(0), get(1), op('i32.lt_s'), op('select')];
    check([inner, get(0), get(1), op('i32.lt_u'), i32(5), op('select')]);
    check([i64(-1), [get(0), op('i64.extend_i32_s')], get(1), op('select'), op('i32.wrap_i64')]);
  });

  it('block with a result, left early with a value', () => {
    check([op('block', 'i32'), i32(1), get(0), op('br_if', 0), op('drop'), i32(2), end, get(1), add]);
  });

  it('block with an i64 result, left by br and by its end', () => {
    const body = [op('block', 'i64'), get(0), op('if'), i64(1n << 33n), op('br', 1), end, i64(-5), end];
    check([body, op('i64.const', 16), op('i64.shr_s'), op('i32.wrap_i64')]);
  });

  it('br_if leaves its operands on the stack', () => {
    const body = [op('block', 'i32'), get(0), get(1), op('br_if', 0), i32(3), op('i32.mul'), end];
    check(body);
  });

  it('block with parameters and results', () => {
    const types = [{ params: ['i32', 'i64'], results: ['i64'] }] as const;
    const body = [
      get(0),
      get(1),
      op('i64.extend_i32_u'),
      op('block', 0),
      set(2),
      op('i64.extend_i32_s'),
      get(2),
      op('i64.sub'),
      end,
    ];
    check([body, op('i32.wrap_i64')], { locals: ['i64'] }, types);
  });

  it('loop with parameters: each turn passes new ones', () => {
    const types = [{ params: ['i32', 'i32'], results: ['i32'] }] as const;
    const body = [
      i32(0),
      get(0),
      i32(15),
      op('i32.and'),
      op('loop', 0),
      set(2),
      get(2),
      add,
      get(2),
      i32(1),
      op('i32.sub'),
      op('local.tee', 2),
      get(2),
      i32(0),
      op('i32.gt_s'),
      op('br_if', 0),
      op('drop'),
      end,
    ];
    check(body, { locals: ['i32'] }, types);
  });

  it('loop that swaps its variables every turn', () => {
    const body = [
      i32(9),
      set(2),
      op('loop'),
      get(0),
      get(1),
      set(0),
      set(1),
      get(2),
      i32(1),
      op('i32.sub'),
      op('local.tee', 2),
      op('br_if', 0),
      end,
      get(0),
      i32(3),
      op('i32.mul'),
      get(1),
      add,
    ];
    check(body, { locals: ['i32'] });
  });

  it('if with parameters, with and without else', () => {
    const types = [
      { params: ['i32', 'i64'], results: ['i32', 'i64'] },
      { params: ['i64'], results: ['i64'] },
      { params: ['i32', 'i32'], results: ['i32'] },
    ] as const;
    const withElse = [
      get(0),
      get(1),
      get(0),
      op('if', 2),
      op('i32.sub'),
      op('else'),
      op('i32.sub'),
      i32(7),
      op('i32.xor'),
      end,
    ];
    check(withElse, {}, types);
    const without = [
      get(0),
      op('i64.extend_i32_s'),
      get(1),
      op('if', 1),
      i64(5),
      op('i64.mul'),
      end,
      op('i32.wrap_i64'),
    ];
    check(without, {}, types);
  });

  it('if with parameters, left early from either side', () => {
    const types = [{ params: ['i32'], results: ['i32'] }] as const;
    const side = (value: number) => [get(1), op('br_if', 0), i32(value), add];
    check([get(0), get(0), i32(2), op('i32.and'), op('if', 0), side(10), op('else'), side(20), end], {}, types);
  });

  const labelled = (targets: readonly number[], depth: number): Code => [
    Array.from({ length: depth }, () => op('block')),
    get(0),
    op('br_table', targets),
    Array.from({ length: depth }, (_, at) => [end, get(1), i32(at + 1), op('i32.mul'), i32(at), add, op('return')]),
    i32(-1),
  ];
  for (const [title, targets, depth] of [
    ['with its default alone', [0], 2],
    ['with one case', [1, 0], 2],
    ['with equal cases', [2, 2, 0, 0, 1, 2], 3],
    ['all to the default', [1, 1, 1, 1], 2],
    ['of five', [0, 1, 2, 3, 4], 5],
  ] as const)
    it(`br_table ${title}`, () => check(labelled(targets, depth)));

  it('br_table of 600 cases', () => {
    const depth = 40;
    const targets = Array.from({ length: 601 }, (_, at) => (at * 7) % depth);
    const calls = Array.from({ length: 640 }, (_, at): Call => ['f', at, 3]);
    const f: FunctionSpec = { name: 'f', params: ['i32', 'i32'], results: ['i32'], body: labelled(targets, depth) };
    checkModule({ functions: [f] }, ...calls, ['f', -1, 3], ['f', -600, 4], ['f', 0x1_0000, 5]);
  });

  it('br_table that carries a value, into a loop too', () => {
    const types = [{ params: ['i32'], results: ['i32'] }] as const;
    const body = [
      get(0),
      op('block', 0),
      op('loop', 0),
      i32(3),
      op('i32.mul'),
      get(1),
      i32(1),
      op('i32.sub'),
      op('local.tee', 1),
      op('br_table', [1, 0, 0, 2, 1]),
      end,
      end,
      i32(100),
      add,
    ];
    check(body, {}, types);
  });

  it('br_table within br_table', () => {
    const inner = (bias: number): Code => [
      op('block'),
      op('block'),
      get(1),
      op('br_table', [0, 1, 0]),
      end,
      i32(bias),
      op('return'),
      end,
      i32(bias + 1),
      op('return'),
    ];
    check([
      op('block'),
      op('block'),
      op('block'),
      get(0),
      op('br_table', [2, 1, 0]),
      end,
      inner(10),
      end,
      inner(20),
      end,
      inner(30),
    ]);
  });

  describe('code that nothing reaches', () => {
    const types = [
      { params: ['i32', 'i64'], results: ['i64'] },
      { params: ['i32'], results: ['i32'] },
    ] as const;
    const stop: readonly (readonly [string, Code])[] = [
      ['return', [get(0), op('return')]],
      ['unreachable', op('unreachable')],
      ['br', [get(0), op('br', 0)]],
      ['br_table', [get(0), get(1), op('br_table', [0, 0])]],
    ];
    const dead: readonly (readonly [string, Code])[] = [
      ['operands from nowhere', [op('i64.add'), op('i32.wrap_i64')]],
      ['a block with parameters', [op('block', 0), op('drop'), op('drop'), i64(1), end, op('i32.wrap_i64')]],
      ['an if with parameters', [op('if', 1), i32(3), add, op('else'), i32(4), add, end]],
      ['a loop with parameters', [op('loop', 1), op('local.tee', 0), get(0), op('br_if', 0), end]],
      ['calls and stores', [op('i32.store', 2, 0), op('call', 0)]],
      ['select and br_if', [op('select'), op('br_if', 0)]],
      ['a branch table', op('br_table', [0, 0, 0])],
      ['drops', [op('drop'), op('drop'), op('local.set', 0), i32(1)]],
    ];
    for (const [cause, first] of stop)
      for (const [title, rest] of dead)
        it(`${title} after ${cause}`, () => {
          check([op('block', 'i32'), first, rest, end], {}, types);
          check([op('loop', 'i32'), cause === 'br' || cause === 'br_table' ? i32(1) : [first, rest], end], {}, types);
          check([get(1), op('if', 'i32'), first, rest, op('else'), i32(5), end, get(1), add], {}, types);
          check([get(1), op('if', 'i32'), i32(5), op('else'), first, rest, end, get(1), add], {}, types);
          check([i32(6), op('block', 'i32'), first, rest, end, add], {}, types);
        });
  });

  it('an endless loop that a trap ends', () => {
    check([
      op('loop'),
      get(0),
      op('i32.eqz'),
      op('if'),
      op('unreachable'),
      end,
      get(0),
      i32(1),
      op('i32.shr_u'),
      set(0),
      op('br', 0),
      end,
      op('unreachable'),
    ]);
  });

  it('blocks, loops and ifs 3000 deep', () => {
    const depth = 3000;
    const opening = [op('block'), op('loop'), [get(0), op('if')]];
    const body = [
      Array.from({ length: depth }, (_, at) => opening[at % 3] as Code),
      get(1),
      i32(5),
      add,
      set(1),
      get(0),
      i32(3),
      op('i32.and'),
      op('br_table', [0, 3, 60, depth - 1]),
      Array.from({ length: depth }, () => [get(1), i32(1), add, set(1), end]),
      get(1),
    ];
    check(body);
  });

  it('8000 ifs in a row, of which each changes a local', () => {
    const body = Array.from({ length: 8000 }, (_, at) => [
      get(0),
      i32(at),
      op('i32.gt_u'),
      op('if'),
      get(1),
      i32(3),
      add,
      set(1),
      end,
    ]);
    check([body, get(1)]);
  });
});
