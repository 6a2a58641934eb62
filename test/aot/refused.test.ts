import assert from 'node:assert/strict';
import { compileModule } from '../../host/aot/compile-module.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import {
  type Code,
  encodeModule,
  flatten,
  type ModuleSpec,
  op,
  section,
  text,
  unsigned,
  vector,
} from '../support/wasm-encoder.ts';

const compile = (bytes: Uint8Array) => compileModule(bytes, { module: 'm', target: 'thumbv6m' });
const [V128, FUNCREF] = [0x7b, 0x70];
const withBody = (body: Code): ModuleSpec => ({ functions: [{ name: 'f', body }] });
const nothing = withBody([]);
const importOf = (kind: number, ...rest: number[]): Code => [text('env'), text('thing'), kind, rest];
const drop = op('drop');
const replaceType = (bytes: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array => {
  const at = Buffer.from(bytes).indexOf(Buffer.from(from));
  assert.ok(at > 0);
  const changed = bytes.slice();
  changed.set(to, at);
  return changed;
};

describe('what the ahead-of-time compiler does not take', () => {
  const unsupported: Readonly<Record<string, ModuleSpec | Uint8Array>> = {
    vectors: withBody([0xfd, 12, new Array(16).fill(0), drop]),
    'vector locals': replaceType(
      encodeModule({ functions: [{ locals: ['i64'], body: [] }] }),
      [1, 1, 0x7e, 0x0b],
      [1, 1, V128, 0x0b],
    ),
    references: withBody([0xd0, FUNCREF, drop]),
    'growth of memory': withBody([op('i32.const', 1), op('memory.grow', 0), drop]),
    'indirect calls': {
      ...withBody([op('i32.const', 0), op('call_indirect', 0, 0)]),
      otherImports: [importOf(1, FUNCREF, 0, 0)],
    },
    'imported tables': { ...nothing, otherImports: [importOf(1, FUNCREF, 0, 0)] },
    'imported mutable globals': { ...nothing, otherImports: [importOf(3, 0x7f, 1)] },
    'imported globals of 64 bits': { ...nothing, otherImports: [importOf(3, 0x7e, 0)] },
    'start functions': { ...nothing, before: section(8, unsigned(0)) },
    'passive data': { ...nothing, after: section(11, vector([[1, vector([1, 2, 3])]])) },
    'data that overlaps': {
      ...nothing,
      after: section(11, vector([16, 18].map((at) => [0, op('i32.const', at), op('end'), vector([1, 2, 3])]))),
    },
    'data at an imported address': {
      ...nothing,
      otherImports: [importOf(3, 0x7f, 0)],
      after: section(11, vector([[0, op('global.get', 0), op('end'), vector([1])]])),
    },
    'tail calls': withBody([0x12, 0]),
    'atomic accesses': withBody([op('i32.const', 0), 0xfe, 0x10, 2, 0, drop]),
    exceptions: withBody([0x06, 0x40, 0x19, op('end')]),
  };
  for (const [title, spec] of Object.entries(unsupported))
    it(title, () => {
      const bytes = spec instanceof Uint8Array ? spec : encodeModule(spec);
      assert.ok(WebAssembly.validate(bytes), 'the test needs a valid module');
      assert.throws(() => compile(bytes), { name: 'ToolError', code: 'AOT_UNSUPPORTED', exitCode: 9 });
    });

  it('functions whose translation would not end in bounded memory: variables times joins', () => {
    const [variables, joins] = [1500, 800];
    const get = (index: number) => op('local.get', index);
    const set = (index: number): Code => [get(0), op('if'), op('i32.const', 3), op('local.set', index), op('end')];
    const body = [
      Array.from({ length: joins }, (_, at) => set(1 + (at % variables))),
      get(0),
      Array.from({ length: variables }, (_, at) => [get(at + 1), op('i32.xor')]),
    ];
    const locals = Array.from({ length: variables }, () => 'i32' as const);
    const bytes = encodeModule({ functions: [{ params: ['i32'], results: ['i32'], locals, body }] });
    assert.throws(() => compile(bytes), { code: 'AOT_UNSUPPORTED', message: /f0: the function is too large/ });
  });

  it('a damaged name section does no harm', () => {
    const bytes = encodeModule({ ...nothing, after: section(0, [text('name'), 1, unsigned(1000), 7]) });
    assert.deepEqual(
      compile(bytes).sections.map(({ symbol }) => symbol),
      ['m.f'],
    );
  });
});

describe('damaged WebAssembly is refused before anything is made of it', () => {
  const huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const whole = encodeModule(withBody([op('i32.const', 1), drop]));
  const damaged: Readonly<Record<string, Code>> = {
    'no bytes': [],
    'another magic number': [0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0],
    'version 2': [0, 0x61, 0x73, 0x6d, 2, 0, 0, 0],
    'a section beyond the end': [header, 1, unsigned(100)],
    'a section of 4 GB': [header, 1, huge],
    'a vector of 2^32 - 1 types': [header, section(1, huge)],
    'a body of 2^32 - 1 bytes': [
      header,
      section(1, vector([[0x60, 0, 0]])),
      section(3, vector([0])),
      section(10, [1, huge, 0]),
    ],
    'a body that is shorter than its locals': [
      header,
      section(1, vector([[0x60, 0, 0]])),
      section(3, vector([0])),
      section(10, [1, 1, vector([[unsigned(3), 0x7f]]), 0x0b]),
    ],
    '2^32 - 1 locals': [...encodeModule({ functions: [{ body: [] }] }).slice(0, -4), 8, 1, huge, 0x7f, 0x0b],
    'a branch table of 2^32 - 1 cases': [...encodeModule(withBody([op('i32.const', 0), 0x0e, huge, 0]))],
    'a name that is not UTF-8': [header, section(2, vector([[1, 0xff, 1, 0x61, 2, 0, 0]]))],
    'operands of the wrong type': [...encodeModule(withBody([op('i64.const', 1), op('i32.eqz'), drop]))],
    'too few operands': [...encodeModule(withBody([op('i32.add'), drop]))],
    'an unknown local': [...encodeModule(withBody([op('local.get', 7), drop]))],
    'an unknown function': [...encodeModule(withBody(op('call', 9)))],
    'an unknown instruction': [...encodeModule(withBody(0xf7))],
    'a branch out of the function': [...encodeModule(withBody(op('br', 5)))],
  };
  for (const [title, code] of Object.entries(damaged))
    it(title, () => {
      const bytes = Uint8Array.from(flatten(code));
      for (const read of [decode, compile])
        assert.throws(() => read(bytes), { name: 'ToolError', code: 'WASM_DAMAGED', exitCode: 9 });
    });

  it('every module cut short', () => {
    for (let length = 0; length < whole.length; length++) {
      const bytes = whole.slice(0, length);
      if (WebAssembly.validate(bytes)) compile(bytes);
      else assert.throws(() => compile(bytes), { code: 'WASM_DAMAGED' }, `${length} bytes`);
    }
  });
});
