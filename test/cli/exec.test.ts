import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBinary } from '../../tools/wast/text-format.ts';
import { picojoule } from '../support/spawn.ts';

const MODULE = `(module
  (memory 1)
  (func $fac (export "fac") (param i64) (result i64)
    (if (result i64) (i64.eqz (local.get 0))
      (then (i64.const 1))
      (else (i64.mul (local.get 0) (call $fac (i64.sub (local.get 0) (i64.const 1)))))))
  (func (export "echo") (param i32 i64 f32 f64 externref) (result i32 i64 f32 f64 externref funcref)
    (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (ref.func $fac))
  (func $quotient (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (export "divide") (param i32 i32) (result i32) (call $quotient (local.get 0) (local.get 1)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "ever") (loop (br 0)))
  (func $deep (export "deep") (call $deep)))`;

describe('picojoule exec', () => {
  let folder = '';
  const file = (name: string) => join(folder, name);
  const exec = (...args: readonly string[]) => picojoule('exec', file('module.wasm'), ...args);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
    writeFileSync(file('module.wasm'), toBinary(MODULE));
    writeFileSync(file('imports.wasm'), toBinary('(module (import "env" "print" (func)))'));
    writeFileSync(file('outside.wasm'), toBinary('(module (memory 1) (data (i32.const 65536) "a"))'));
    writeFileSync(file('text.wasm'), 'this is no module');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('lists the functions that a module exports', async () => {
    const { code, stdout } = await exec();
    assert.equal(code, 0);
    assert.deepEqual(stdout.split('\n').slice(0, 3), [
      'fac(i64) -> i64',
      'echo(i32, i64, f32, f64, externref) -> i32, i64, f32, f64, externref, funcref',
      'divide(i32, i32) -> i32',
    ]);
  });

  it('prints results, a line each, and what the call took', async () => {
    const { code, stdout, stderr } = await exec('--invoke', 'fac', '20');
    assert.deepEqual([code, stdout], [0, '2432902008176640000\n']);
    assert.match(stderr, /^\d+ instructions \(counted\), \d+ cycles \(counted\)\n$/);
  });

  it('reads and writes values of every type', async () => {
    const echo = async (...args: readonly string[]) => (await exec('--invoke', 'echo', ...args)).stdout.split('\n');
    assert.deepEqual(await echo('-7', '0xffffffffffffffff', '0.1', '--', '-1e-300', 'null'), [
      ...['-7', '-1', '0.1', '-1e-300', 'null', 'a function', ''],
    ]);
    assert.deepEqual(await echo('4294967295', '-9223372036854775808', 'nan', '--', '-inf', 'null'), [
      ...['-1', '-9223372036854775808', 'nan', '-inf', 'null', 'a function', ''],
    ]);
    assert.deepEqual(await echo('0', '0', '16777217', '-0', 'null'), [
      ...['0', '0', '16777216', '-0', 'null', 'a function', ''],
    ]);
  });

  it('runs on the other core, as JSON', async () => {
    const { code, stdout } = await exec('--invoke', 'divide', '-7', '2', '--target', 'thumbv7em', '--json');
    const { target, results, cyclesAre } = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual([code, target, cyclesAre], [0, 'thumbv7em', 'modelled']);
    assert.deepEqual(results, [{ type: 'i32', value: '-3' }]);
  });

  it('lets the memory grow as far as it is told', async () => {
    const grow = async (...args: readonly string[]) => (await exec('--invoke', 'grow', '2', ...args)).stdout;
    assert.equal(await grow(), '1\n');
    assert.equal(await grow('--memory-pages', '2'), '-1\n');
  });

  const rows: readonly (readonly [title: string, args: readonly string[], exit: number, code: string, text: RegExp])[] =
    [
      [
        'a trap, with function and byte',
        ['module', '--invoke', 'divide', '1', '0'],
        1,
        'WASM_TRAP',
        /integer divide by zero in function 2, at byte \d+/,
      ],
      ['a stack that ends', ['module', '--invoke', 'deep'], 1, 'WASM_TRAP', /call stack exhausted in deep/],
      ['a segment outside', ['outside'], 1, 'WASM_TRAP', /out of bounds memory access while/],
      ['a call without an end', ['module', '--invoke', 'ever', '--limit', '1000'], 1, 'NO_RETURN', /1000 instructions/],
      ['a limit that is none', ['module', '--limit', 'much'], 2, 'USAGE', /--limit/],
      ['an unknown function', ['module', '--invoke', 'div'], 2, 'NO_EXPORT', /fac, echo, divide/],
      ['too few arguments', ['module', '--invoke', 'divide', '1'], 2, 'USAGE', /takes 2 arguments, not 1/],
      ['an argument of another type', ['module', '--invoke', 'fac', '1.5'], 2, 'USAGE', /1\.5 is no i64/],
      ['an argument beyond its type', ['module', '--invoke', 'divide', '4294967296', '1'], 2, 'USAGE', /is no i32/],
      ['a module with imports', ['imports'], 9, 'AOT_UNSUPPORTED', /env\.print/],
      ['a file that is no module', ['text'], 9, 'WASM_DAMAGED', /magic/],
      ['no file', ['none'], 2, 'FILE_NOT_FOUND', /none\.wasm/],
    ];
  for (const [title, [name, ...args], exit, error, text] of rows)
    it(`refuses ${title}`, async () => {
      const { code, stdout, stderr } = await picojoule('exec', file(`${name}.wasm`), ...args);
      assert.deepEqual([code, stdout, stderr.split(':')[0]], [exit, '', `error[${error}]`]);
      assert.match(stderr, text);
    });
});
