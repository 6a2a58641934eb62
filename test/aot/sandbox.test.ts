import assert from 'node:assert/strict';
import { Trap } from '../../assembly/shared/trap.ts';
import { toBinary } from '../../tools/wast/text-format.ts';
import { loadSandboxes, sandboxed, targets } from '../support/sandboxed.ts';

const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('\n');

describe('sandboxed modules', () => {
  before(loadSandboxes);

  for (const target of targets)
    describe(target, () => {
      it('literals stay in reach where hundreds of traps follow a stretch without a branch', () => {
        const copies = times(
          300,
          (at) => `(memory.copy (i32.const ${197 * at + 300}) (i32.const 0) (i32.const ${at % 2}))`,
        );
        const wasm = toBinary(`(module (memory 1)
          (func (export "f") (result i32) (i32.store8 (i32.const 0) (i32.const 9)) ${copies} (i32.load8_u (i32.const 497))))`);
        const instance = sandboxed(wasm, target);
        assert.deepEqual(instance.instantiate(), { values: [] });
        assert.deepEqual(instance.call('f'), { values: [9] });
      });

      it('a trap names its kind and the byte of its instruction', () => {
        const wasm = toBinary(
          '(module (func (export "f") (param i32) (result i32) (i32.div_s (i32.const 1) (local.get 0))))',
        );
        const instance = sandboxed(wasm, target);
        instance.instantiate();
        assert.deepEqual(instance.call('f', 0), { trap: { kind: Trap.DIVIDE_BY_ZERO, at: wasm.lastIndexOf(0x6d) } });
      });
    });

  it('on thumbv7em a function whose stack reaches further than an offset does is refused by name', () => {
    const wasm = toBinary(`(module (func (export "f") (param ${'i64 '.repeat(1000)}) (result i64) (local.get 999)))`);
    const message =
      'm.f: the function is too large for the ahead-of-time compiler: a stack frame of more than 4095 bytes';
    assert.throws(() => sandboxed(wasm, 'thumbv7em'), { code: 'AOT_UNSUPPORTED', message });
  });
});
