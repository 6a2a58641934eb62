import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readScript } from '../../tools/wast/script.ts';
import { scriptRunner } from '../../tools/wast/script-runner.ts';

const RAM_BYTES = 80 << 20;
const script = (name: string): string => readFileSync(new URL(`wast/${name}.wast`, import.meta.url), 'utf8');

describe('scripts of the specification’s tests', () => {
  for (const target of ['thumbv6m', 'thumbv7em'] as const)
    describe(target, () => {
      let run: Awaited<ReturnType<typeof scriptRunner>>;
      before(async () => {
        run = await scriptRunner(target, RAM_BYTES);
      });

      it('pass command by command', () => {
        const source = script('passes');
        const { passed, failed, excluded } = run(source);
        assert.deepEqual(failed, []);
        assert.equal(excluded.size, 0);
        assert.equal(passed, readScript(source).length);
      });

      it('fail with a line that says how', () => {
        const { passed, failed } = run(script('fails'));
        assert.deepEqual(failed, [
          'line 8: assert_return: add: (3)',
          'line 9: assert_return: quotient: trap "integer divide by zero" at byte 70',
          'line 10: assert_trap: (3); expected "integer overflow"',
          'line 11: assert_trap: trap "integer divide by zero" at byte 70; expected "integer overflow"',
          'line 12: assert_invalid: not refused; expected "type mismatch"',
          'line 13: assert_unlinkable: not refused; expected "unknown import"',
          'line 14: assert_return: there is no such module',
          'line 15: assert_return: nan: (2143289344)',
        ]);
        assert.equal(passed, 1);
      });

      it('leave out what says nothing about the compiler, with the reason', () => {
        const { failed, excluded } = run(script('excluded'));
        assert.deepEqual(failed, []);
        assert.deepEqual(Object.fromEntries(excluded), {
          'malformed text: wabt reads it, not we': 1,
          'wabt does not make a module of it': 1,
          'shares a memory or table with another module': 4,
          'invalid in WebAssembly 1.0, valid in 2.0': 1,
        });
      });
    });
});
