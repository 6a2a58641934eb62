import assert from 'node:assert/strict';
import { MEMORY } from '../support/wasm-board.ts';
import { type Call, checkModule, loadSupport, WasmMachines } from '../support/wasm-compare.ts';
import { constant, type FunctionSpec, op } from '../support/wasm-encoder.ts';
import { type Opcode, opcodes } from '../support/wasm-opcodes.ts';

const widthOf = (name: string): number => {
  const bits = /(8|16|32)(_[su])?$/.exec(name.slice(3))?.[1];
  return bits ? Number(bits) / 8 : name.startsWith('i64') ? 8 : 4;
};
const isAccess = ([name]: [string, Opcode]): boolean => /^i.*(load|store)/.test(name);
/** Every byte different from its neighbours, signs mixed. */
const pattern = Uint8Array.from({ length: 0x3000 }, (_, at) => (at * 167 + 89) & 0xff);
/** Around the largest immediate offsets of each width (31, 62, 124), and beyond what one literal-free constant reaches. */
const offsets = [0, 1, 2, 3, 4, 8, 30, 31, 32, 60, 62, 64, 120, 124, 128, 255, 256, 1000, 4096, 0x2001];
const get = (index: number) => op('local.get', index);
const at = (offset: number): number => MEMORY.origin + offset;

describe('memory on every processor as in Node', () => {
  before(loadSupport);

  for (const [name, { params = [], results = [] }] of Object.entries(opcodes).filter(isAccess)) {
    const isLoad = name.includes('load');
    const [, stored = 'i32'] = params;
    const width = widthOf(name);
    for (let hint = 0; 1 << hint <= width; hint++) {
      const unit = 1 << hint;
      it(`${name} with alignment hint ${unit} at addresses of that alignment and no better`, () => {
        const operand = isLoad ? [] : [get(1)];
        const forms = (offset: number): FunctionSpec[] => {
          const access = [operand, op(name, hint, offset)];
          return [
            { body: [get(0), access] },
            { body: [get(0), op('i32.const', unit), op('i32.add'), access] },
            { body: [get(0), op('i32.const', 4 * unit), op('i32.sub'), access] },
            { body: [op('i32.const', at(16 * unit)), access] },
            { body: [get(0), get(2), op('i32.add'), access] },
          ];
        };
        const functions = offsets
          .filter((offset) => offset % unit === 0)
          .flatMap(forms)
          .map((f, index) => ({ ...f, name: `f${index}`, params: ['i32', stored, 'i32'] as const, results }));
        const pair = new WasmMachines({ functions });
        pair.fill(pattern);
        const value = stored === 'i64' ? 0x8182_8384_f5f6_f7f8n : 0x8192_a3b4 | 0;
        for (const odd of [unit, 3 * unit])
          pair.check(...functions.map((f): Call => [f.name, at(16 * unit + odd), value, 2 * unit]));
      });
    }
  }

  it('a store between two loads of one address is seen by the second', () => {
    const load = [get(0), op('i32.load', 2, 0)];
    const body = [load, get(0), get(1), op('i32.store8', 0, 1), load, op('i32.sub')];
    checkModule({ functions: [{ name: 'f', params: ['i32', 'i32'], results: ['i32'], body }] }, ['f', at(8), 77]);
  });

  it('a call between two loads of one address is seen by the second', () => {
    const load = [get(0), op('i32.load', 2, 0)];
    const poke = { params: ['i32'] as const, body: [get(0), op('i32.const', 5), op('i32.store', 2, 0)] };
    const body = [load, get(0), op('call', 1), load, op('i32.sub')];
    checkModule({ functions: [{ name: 'f', params: ['i32'], results: ['i32'], body }, poke] }, ['f', at(8)]);
  });

  const copy: FunctionSpec = {
    name: 'copy',
    params: ['i32', 'i32', 'i32'],
    body: [get(0), get(1), get(2), op('memory.copy', 0, 0)],
  };
  for (const [title, to, from, bytes] of [
    ['forwards over itself', 105, 100, 40],
    ['backwards over itself', 100, 105, 40],
    ['onto itself', 100, 100, 40],
    ['apart, unaligned', 401, 102, 33],
    ['nothing', 7, 9, 0],
    ['one byte', 9, 7, 1],
  ] as const)
    it(`memory.copy ${title}`, () => {
      const pair = new WasmMachines({ functions: [copy] });
      pair.fill(pattern);
      pair.check(['copy', at(to), at(from), bytes]);
    });

  it('memory.copy and memory.fill of every alignment and up to 40 bytes, either way', () => {
    const fill: FunctionSpec = {
      name: 'fill',
      params: ['i32', 'i32', 'i32'],
      body: [get(0), get(1), get(2), op('memory.fill', 0)],
    };
    const pair = new WasmMachines({ functions: [copy, fill] });
    pair.fill(pattern);
    for (let alignment = 0; alignment < 32; alignment++)
      for (const bytes of [0, 1, 3, 7, 8, 9, 15, 16, 31, 40]) {
        const [to, from] = [at(200 + (alignment & 3)), at(200 + ((alignment >> 2) & 3) + (alignment & 16) - 8)];
        pair.check(['copy', to, from, bytes], ['fill', to - 60, alignment * 37, bytes]);
      }
  });

  it('memory.fill takes the low byte of its value', () => {
    const fill = op('memory.fill', 0);
    const functions: FunctionSpec[] = [
      { name: 'f', params: ['i32', 'i32', 'i32'], body: [get(0), get(1), get(2), fill] },
    ];
    checkModule(
      { functions },
      ['f', at(3), 0x1ab, 70],
      ['f', at(200), -1, 0],
      ['f', at(300), 0, 5],
      ['f', at(64), 9, 64],
    );
  });

  it('memory.size is the whole address space in pages: pointers are native addresses', () => {
    const pair = new WasmMachines({ functions: [{ name: 'f', results: ['i32'], body: op('memory.size', 0) }] });
    assert.equal(pair.boards[0]?.call('f').values?.[0], 0x1_0000);
  });

  it('globals keep what functions leave in them', () => {
    const swap = (a: number, b: number) => [
      op('global.get', a),
      op('global.get', b),
      op('global.set', a),
      op('global.set', b),
    ];
    const functions: FunctionSpec[] = [
      { name: 'swap', body: [swap(0, 1), swap(2, 3)] },
      {
        name: 'bump',
        params: ['i64'],
        results: ['i64'],
        body: [op('global.get', 2), get(0), op('i64.add'), op('global.set', 2), op('global.get', 3)],
      },
      {
        name: 'constants',
        results: ['i64'],
        body: [op('global.get', 4), op('i64.extend_i32_s'), op('global.get', 5), op('i64.xor')],
      },
    ];
    const globals = [
      { type: 'i32', isMutable: true, init: 0 },
      { type: 'i32', isMutable: true, init: -123456 },
      { type: 'i64', isMutable: true, init: 0 },
      { type: 'i64', isMutable: true, init: -0x1234_5678_9abc_def0n },
      { type: 'i32', init: -7 },
      { type: 'i64', init: 0x7fff_ffff_ffff_fff0n },
    ] as const;
    const calls: Call[] = [['swap'], ['bump', 1n << 40n], ['bump', -1n], ['swap'], ['bump', 5n], ['constants']];
    checkModule({ functions, globals }, ...calls);
  });

  it('constant addresses need no base register', () => {
    const functions: FunctionSpec[] = [
      {
        name: 'f',
        results: ['i32'],
        body: [
          constant('i32', at(12)),
          op('i32.load16_s', 1, 2),
          constant('i32', at(13)),
          op('i32.load8_s', 0, 1),
          op('i32.add'),
        ],
      },
    ];
    const pair = new WasmMachines({ functions });
    pair.fill(pattern);
    pair.check(['f']);
  });
});
