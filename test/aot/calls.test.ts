import assert from 'node:assert/strict';
import { compileModule } from '../../host/aot/compile-module.ts';
import type { Section } from '../../host/aot/object-code.ts';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { type Call, checkModule, loadSupport, WasmMachines } from '../support/wasm-compare.ts';
import { constant, encodeModule, type FunctionSpec, op } from '../support/wasm-encoder.ts';
import type { WasmValue } from '../support/wasm-values.ts';

const get = (index: number) => op('local.get', index);
const end = op('end');

/** Every parameter counts, in its place: ((p0 · 31 + p1) · 31 + …), 64 bits wide. */
const mix = (params: readonly ValueType[]): FunctionSpec => ({
  name: 'mix',
  params,
  results: ['i64'],
  body: [
    op('i64.const', 7),
    params.map((type, at) => [
      op('i64.const', 31),
      op('i64.mul'),
      get(at),
      type === 'i32' ? op('i64.extend_i32_s') : [],
      op('i64.add'),
    ]),
  ],
});
const argument = (type: ValueType, at: number): WasmValue =>
  type === 'i32' ? (at * 0x0101_0407 + 3) | 0 : BigInt(at) * -0x0101_0203_0508_0d15n;
/** A function of its own parameters, which it passes on backwards, then constants. */
const caller = (params: readonly ValueType[]): FunctionSpec => {
  const backwards = params.map((type) => params.lastIndexOf(type) - params.indexOf(type));
  const passed = params.map((type, at) => {
    const same = params.flatMap((other, index) => (other === type ? [index] : []));
    return get(same[same.length - 1 - same.indexOf(at)] ?? backwards[at] ?? 0);
  });
  return {
    name: 'f',
    params,
    results: ['i64'],
    body: [
      [passed, op('call', 0)],
      [params.map((type, at) => constant(type, argument(type, at + 50))), op('call', 0)],
      op('i64.xor'),
      [params.map((_, at) => get(at)), op('call', 0)],
      op('i64.sub'),
    ],
  };
};
const checkParams = (params: readonly ValueType[]): void => {
  const args = params.map(argument);
  checkModule({ functions: [mix(params), caller(params)] }, ['mix', ...args], ['f', ...args]);
};

describe('calls on every processor as in Node', () => {
  before(loadSupport);

  for (let count = 0; count <= 5; count++)
    it(`every mixture of ${count} words and pairs as parameters`, () => {
      for (let bits = 0; bits < 1 << count; bits++)
        checkParams(Array.from({ length: count }, (_, at) => ((bits >> at) & 1 ? 'i64' : 'i32')));
    });

  for (const count of [12, 40, 200])
    it(`${count} parameters, every third a pair`, () =>
      checkParams(Array.from({ length: count }, (_, at) => (at % 3 === 2 ? 'i64' : 'i32'))));

  it('320 parameters, of which the last lie beyond 1020 bytes from the stack pointer', () =>
    checkParams(Array.from({ length: 320 }, () => 'i32')));

  it('results of 0, 32 and 64 bits, used and not', () => {
    const functions: FunctionSpec[] = [
      { body: [op('i32.const', 5), op('global.set', 0)] },
      { params: ['i32'], results: ['i32'], body: [get(0), op('i32.const', 3), op('i32.mul')] },
      {
        params: ['i32'],
        results: ['i64'],
        body: [get(0), op('i64.extend_i32_s'), op('i64.const', 1 << 20), op('i64.mul')],
      },
      {
        name: 'f',
        params: ['i32'],
        results: ['i64'],
        body: [
          op('call', 0),
          [get(0), op('call', 1), op('drop')],
          [get(0), op('call', 2), op('drop')],
          [get(0), op('call', 1), op('call', 2), get(0), op('call', 2), op('i64.sub')],
        ],
      },
    ];
    checkModule({ functions, globals: [{ type: 'i32', isMutable: true, init: 0 }] }, ['f', 12345], ['f', -1]);
  });

  it('recursion: Fibonacci, Ackermann, and two functions by turns', () => {
    const minus = (amount: number) => [op('i32.const', amount), op('i32.sub')];
    const functions: FunctionSpec[] = [
      {
        name: 'fib',
        params: ['i32'],
        results: ['i32'],
        body: [
          [get(0), op('i32.const', 2), op('i32.lt_s'), op('if'), get(0), op('return'), end],
          [get(0), minus(1), op('call', 0), get(0), minus(2), op('call', 0), op('i32.add')],
        ],
      },
      {
        name: 'ackermann',
        params: ['i32', 'i32'],
        results: ['i32'],
        body: [
          [get(0), op('i32.eqz'), op('if'), get(1), op('i32.const', 1), op('i32.add'), op('return'), end],
          [get(1), op('i32.eqz'), op('if'), get(0), minus(1), op('i32.const', 1), op('call', 1), op('return'), end],
          [get(0), minus(1), get(0), get(1), minus(1), op('call', 1), op('call', 1)],
        ],
      },
      {
        name: 'even',
        params: ['i64'],
        results: ['i32'],
        body: [
          get(0),
          op('i64.eqz'),
          op('if', 'i32'),
          op('i32.const', 1),
          op('else'),
          get(0),
          op('i64.const', 1),
          op('i64.sub'),
          op('call', 3),
          end,
        ],
      },
      {
        name: 'odd',
        params: ['i64'],
        results: ['i32'],
        body: [
          get(0),
          op('i64.eqz'),
          op('if', 'i32'),
          op('i32.const', 0),
          op('else'),
          get(0),
          op('i64.const', 1),
          op('i64.sub'),
          op('call', 2),
          end,
        ],
      },
    ];
    checkModule({ functions }, ['fib', 12], ['ackermann', 2, 5], ['even', 101n], ['odd', 101n]);
  });

  it('values survive calls of functions that use every register', () => {
    const locals: ValueType[] = Array.from({ length: 20 }, () => 'i32');
    const greedy: FunctionSpec = {
      params: ['i32'],
      results: ['i32'],
      locals,
      body: [
        locals.map((_, at) => [get(0), op('i32.const', at * 77), op('i32.xor'), op('local.set', at + 1)]),
        op('loop'),
        locals.map((_, at) => [get(at + 1), get(((at + 7) % 20) + 1), op('i32.add'), op('local.set', at + 1)]),
        [get(0), op('i32.const', 1), op('i32.shr_u'), op('local.tee', 0), op('br_if', 0), end],
        [get(1), locals.slice(1).map((_, at) => [get(at + 2), op('i32.xor')])],
      ],
    };
    const keeps: FunctionSpec = {
      name: 'f',
      params: ['i32'],
      results: ['i32'],
      locals,
      body: [
        locals.map((_, at) => [get(0), op('i32.const', at), op('i32.add'), op('call', 0), op('local.set', at + 1)]),
        [get(0), locals.map((_, at) => [op('i32.const', 31), op('i32.mul'), get(at + 1), op('i32.add')])],
      ],
    };
    checkModule({ functions: [greedy, keeps] }, ['f', 12345], ['f', -7]);
  });

  it('the stack stays aligned to 8 bytes at every call (AAPCS 5.2.1.2)', () => {
    for (let count = 1; count < 12; count++) {
      const passed = Array.from({ length: count }, (_, at) => get(at));
      const types = Array.from({ length: count }, (): ValueType => 'i32');
      const difference = [passed, passed.slice(1).map(() => op('i32.sub'))];
      const f: FunctionSpec = { params: types, results: ['i32'], body: [passed, op('call', 0), difference] };
      const spec = { functions: [{ params: types, body: [] }, f] };
      const { sections } = compileModule(encodeModule(spec), { module: 'm', target: 'thumbv6m' });
      assert.equal((sections[1]?.frameBytes ?? 1) % 8, 0, `${count} parameters`);
    }
  });

  it('a frame of one word is pushed with the link register', () => {
    for (const count of [0, 1, 2, 3, 4]) {
      const values = Array.from({ length: count }, (_, at) => op('i32.const', 1000 + at));
      const results = values.map((): ValueType => 'i32');
      const spec = { functions: [{ body: op('nop') }, { name: 'f', results, body: [op('call', 0), values] }] };
      checkModule(spec, ['f']);
      for (const target of ['thumbv6m', 'thumbv7em'] as const) {
        const { bytes } = compileModule(encodeModule(spec), { module: 'm', target }).sections[1] as Section;
        assert.deepEqual([...bytes.subarray(0, 2)], [0x08, 0xb5], `push {r3, lr}: ${count} results, ${target}`);
      }
    }
  });

  it('two exports of one function are two names of one place', () => {
    const bytes = encodeModule({
      functions: [{ name: 'first', params: ['i32'], results: ['i32'], body: get(0) }],
      aliases: [{ name: 'second', index: 0 }],
    });
    const { sections } = compileModule(bytes, { module: 'm', target: 'thumbv6m' });
    assert.deepEqual(
      sections.map(({ symbol, aliases }) => [symbol, aliases]),
      [['m.first', ['m.second']]],
    );
    const pair = new WasmMachines({
      functions: [{ name: 'first', params: ['i32'], results: ['i32'], body: get(0) }],
      aliases: [{ name: 'second', index: 0 }],
    });
    pair.check(['first', 5], ['second', 6]);
  });

  it('functions whose debug names collide stay apart', () => {
    const names = [
      [0, 'twin'],
      [1, 'twin'],
      [2, 'f'],
      [3, 'global.0'],
    ] as const;
    const constantly = (value: number): FunctionSpec => ({ results: ['i32'], body: op('i32.const', value) });
    const f: FunctionSpec = {
      name: 'f',
      results: ['i32'],
      body: [
        [0, 1, 2, 3].map((callee) => [op('call', callee)]),
        op('i32.sub'),
        op('i32.sub'),
        op('i32.sub'),
        op('global.get', 0),
        op('i32.add'),
      ],
    };
    checkModule(
      {
        functions: [constantly(1000), constantly(200), constantly(30), constantly(4), f],
        names,
        globals: [{ type: 'i32', isMutable: true, init: 5 }],
      },
      ['f'],
    );
  });

  it('arguments on the stack from outside', () => {
    const calls: Call[] = [['mix', 1n, 2, 3n, 4, 5n, 6n]];
    checkModule({ functions: [mix(['i64', 'i32', 'i64', 'i32', 'i64', 'i64'])] }, ...calls);
  });
});
