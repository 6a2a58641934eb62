import assert from 'node:assert/strict';
import { compileModule } from '../../host/aot/compile-module.ts';
import { listing } from '../../host/aot/format/listing.ts';
import { link } from '../../host/aot/link.ts';
import type { Section } from '../../host/aot/object-code.ts';
import type { ValueType } from '../../host/aot/wasm/module.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { WasmBoard } from '../support/wasm-board.ts';
import {
  type Code,
  constant,
  encodeModule,
  importFunction,
  op,
  section,
  text,
  vector,
} from '../support/wasm-encoder.ts';
import { FLASH, RAM } from '../support/wasm-image.ts';
import { WasmNode } from '../support/wasm-node.ts';
import { showOutcome } from '../support/wasm-values.ts';

const get = (index: number) => op('local.get', index);
const compile = (bytes: Uint8Array) => compileModule(bytes, { module: 'm', target: 'thumbv6m' });
const calling = (module: string, name: string, params: readonly ValueType[], results: readonly ValueType[]) => {
  const body = [params.map((type) => constant(type, 0)), op('call', 0), results.map(() => op('drop'))];
  const types = [{ params, results }];
  return encodeModule({ types, imports: [importFunction(module, name, 0)], functions: [{ name: 'f', body }] });
};

describe('imports', () => {
  it('functions of other modules are symbols to call', () => {
    const [f] = compile(calling('env', 'callee', ['i32'], [])).sections;
    assert.deepEqual(
      f?.relocations.map(({ kind, symbol }) => [kind, symbol]),
      [['thm_call', 'env.callee']],
    );
  });

  describe('functions of module mcu are machine instructions', () => {
    const words = (count: number): ValueType[] => Array.from({ length: count }, () => 'i32');
    for (const [name, params, results, expected] of [
      ['load8', 1, 1, /ldrb/],
      ['load16', 1, 1, /ldrh/],
      ['load32', 1, 1, /ldr r/],
      ['store8', 2, 0, /strb/],
      ['store16', 2, 0, /strh/],
      ['store32', 2, 0, /str r/],
      ['call', 1, 0, /blx r/],
      ['getMsp', 0, 1, /mrs r\d, msp/],
      ['setMsp', 1, 0, /msr msp, r/],
      ['cpsie', 0, 0, /cpsie i/],
      ['cpsid', 0, 0, /cpsid i/],
      ['nop', 0, 0, /nop/],
      ['wfe', 0, 0, /wfe/],
      ['wfi', 0, 0, /wfi/],
      ['sev', 0, 0, /sev/],
      ['bkpt', 0, 0, /bkpt #0/],
      ['dsb', 0, 0, /dsb/],
      ['isb', 0, 0, /isb/],
    ] as const)
      it(name, () => {
        const { sections } = compile(calling('mcu', name, words(params), words(results)));
        assert.match(textOf(sections), expected);
      });

    it('rev turns the bytes round', () => {
      const bytes = encodeModule({
        types: [{ params: ['i32'], results: ['i32'] }],
        imports: [importFunction('mcu', 'rev', 0)],
        functions: [{ name: 'f', params: ['i32'], results: ['i32'], body: [get(0), op('call', 0)] }],
      });
      assert.equal(new WasmBoard(bytes, []).call('f', 0x1234_5678).values?.[0], 0x7856_3412);
    });

    it('volatile accesses are neither merged nor dropped nor moved', () => {
      const load = [op('i32.const', 0x4000_0000), op('call', 0), op('drop')];
      const store = [op('i32.const', 0x4000_0000), get(0), op('call', 1)];
      const bytes = encodeModule({
        types: [
          { params: ['i32'], results: ['i32'] },
          { params: ['i32', 'i32'], results: [] },
        ],
        imports: [importFunction('mcu', 'load32', 0), importFunction('mcu', 'store32', 1)],
        functions: [{ name: 'f', params: ['i32'], body: [load, load, store, load, store] }],
      });
      const order = textOf(compile(bytes).sections).match(/(ldr r\d, \[r|str r)/g);
      assert.deepEqual(
        order?.map((text) => text.slice(0, 3)),
        ['ldr', 'ldr', 'str', 'ldr', 'str'],
      );
    });

    for (const [name, params, results] of [
      ['ret', [], []],
      ['load32', [], ['i32']],
      ['load32', ['i32'], []],
      ['store8', ['i32', 'i64'], []],
      ['toString', [], []],
    ] as const)
      it(`there is no mcu.${name} (${params.join(', ')}) → (${results.join(', ')})`, () => {
        assert.throws(() => compile(calling('mcu', name, params, results)), { code: 'AOT_UNSUPPORTED', exitCode: 9 });
      });
  });

  describe('on the core', () => {
    let support: readonly Section[] = [];
    before(async () => {
      support = await supportLibrary('thumbv6m');
    });

    it('imported globals are addresses, with which constants are added up', () => {
      const arena: Section = {
        symbol: 'env.arena',
        kind: 'bss',
        align: 16,
        bytes: new Uint8Array(64),
        relocations: [],
      };
      const base: Code = op('global.get', 0);
      const bytes = encodeModule({
        otherImports: [[text('env'), text('arena'), 3, 0x7f, 0]],
        functions: [
          { name: 'address', results: ['i32'], body: [base, op('i32.const', 40), op('i32.add')] },
          {
            name: 'sum',
            params: ['i32', 'i32'],
            results: ['i32'],
            body: [
              [base, get(0), op('i32.store', 2, 12)],
              [base, op('i32.const', 20), op('i32.add'), get(1), op('i32.store16', 1, 4)],
              [base, op('i32.const', 8), op('i32.add'), op('i32.load', 2, 4)],
              [base, op('i32.load16_u', 1, 24), op('i32.add')],
            ],
          },
        ],
      });
      const board = new WasmBoard(bytes, [...support, arena]);
      const address = board.image.symbols.find(({ name }) => name === 'env.arena')?.address ?? 0;
      const node = new WasmNode(bytes, {
        env: { arena: new WebAssembly.Global({ value: 'i32', mutable: false }, address) },
      });
      for (const [name, ...args] of [['address'], ['sum', 1_000_000, 70_000], ['sum', -5, -6]] as const)
        assert.equal(showOutcome(board.call(name, ...args)), showOutcome(node.call(name, ...args)));
    });

    it('data segments lie in flash, where they say', () => {
      const segment = (at: number, contents: readonly number[]) => [
        0,
        op('i32.const', at),
        op('end'),
        vector([...contents]),
      ];
      const bytes = encodeModule({
        functions: [{ name: 'f', params: ['i32'], results: ['i32'], body: [get(0), op('i32.load8_s', 0, 3)] }],
        after: section(
          11,
          vector([segment(FLASH.origin + 0x140, [9, 8, 7, 250]), segment(FLASH.origin + 0x100, [1, 2, 3, 4])]),
        ),
      });
      const [board, node] = [new WasmBoard(bytes, support), new WasmNode(bytes)];
      for (const at of [0x100, 0x140])
        assert.equal(showOutcome(board.call('f', FLASH.origin + at)), showOutcome(node.call('f', FLASH.origin + at)));
    });
  });
});

/** The disassembly of sections whose calls are bound to nothing in particular. */
const textOf = (sections: readonly Section[]): string =>
  listing(
    link({
      board: 'bare',
      flash: FLASH,
      ram: RAM,
      stackBytes: 0,
      sections,
      roots: [],
      entry: 'm.f',
      named: { weights: '', arena: '', staging: '' },
    }),
    'thumbv6m',
  );
