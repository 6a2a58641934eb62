import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runScriptInC } from '../../tools/wast/run-in-c.ts';
import { needsCompiler } from '../support/c-compiler.ts';

const script = (name: string): string => readFileSync(new URL(`wast/${name}.wast`, import.meta.url), 'utf8');

describe('scripts of the specification’s tests, through C', () => {
  before(function () {
    needsCompiler(this);
  });

  it('pass command by command', () => {
    const { passed, failed } = runScriptInC(script('passes'));
    assert.deepEqual(failed, []);
    assert.ok(passed > 20, `${passed}`);
  });

  it('fail with a line that says how, and where in the module', () => {
    const { failed } = runScriptInC(script('fails'));
    assert.deepEqual(failed, [
      'line 8: assert_return: add: (3)',
      'line 9: assert_return: quotient: trap "integer divide by zero" at byte 70',
      'line 10: assert_trap: (3); expected "integer overflow"',
      'line 11: assert_trap: trap "integer divide by zero" at byte 70; expected "integer overflow"',
      'line 15: assert_return: nan: (2143289344)',
    ]);
  });
});
