import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoModel, picojoule } from '../support/spawn.ts';

describe('command line: what goes wrong', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
    writeFileSync(join(folder, 'text.tflite'), 'this is no model');
    writeFileSync(join(folder, 'short.bin'), 'abc');
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Arguments, where @ stands for the folder; exit code, error code, part of the help line. */
  const rows: readonly (readonly [title: string, args: readonly string[], exit: number, code: string, help: RegExp])[] =
    [
      ['no command', [], 2, 'USAGE', /--help/],
      ['a misspelt command', ['rnu', 'x.tflite'], 2, 'USAGE', /--help/],
      ['an unknown option', ['boards', '--jsn'], 2, 'USAGE', /--help/],
      ['a missing file', ['run', '@/none.tflite'], 2, 'FILE_NOT_FOUND', /path/],
      ['a file that is no model', ['run', '@/text.tflite'], 2, 'MODEL_UNKNOWN_FORMAT', /\.tflite/],
      ['a file of another kind', ['run', '@/short.bin'], 2, 'MODEL_UNKNOWN_FORMAT', /\.tflite/],
      ['an unknown board', ['run', demoModel, '--board', 'picco'], 2, 'UNKNOWN_BOARD', /pico-emulated/],
      [
        'an input of no whole record',
        ['run', demoModel, '--input', '@/short.bin'],
        2,
        'INPUT_SIZE',
        /int8\[1,28,28,1\]/,
      ],
      ['data without labels', ['run', demoModel, '--data', '@/short.bin'], 2, 'USAGE', /--labels/],
      ['an unknown pass', ['inspect', demoModel, '--skip-pass', 'magic'], 2, 'UNKNOWN_PASS', /fold-zero-point/],
      ['an unknown rounding', ['build', demoModel, '--rounding', 'up'], 2, 'USAGE', /--help/],
      ['a count that is none', ['run', demoModel, '--count', 'many'], 2, 'USAGE', /--help/],
      ['an output in no folder', ['build', demoModel, '-o', '@/no/where.uf2'], 2, 'CANNOT_WRITE', /folder/],
      ['no board in BOOTSEL', ['flash', demoModel, '--drive', '@'], 3, 'NO_DRIVE', /BOOTSEL/],
      ['a missing port', ['measure', '--port', '/dev/ttyNONE'], 3, 'NO_PORT', /picojoule ports/],
      ['a board without an emulator', ['emulate', 'toaster'], 2, 'NOT_EMULATED', /pico-emulated/],
    ];
  for (const [title, args, exit, code, help] of rows)
    it(`${title}: ${code}, exit ${exit}`, async () => {
      const result = await picojoule(...args.map((arg) => arg.replace('@', folder)));
      assert.match(result.stderr, new RegExp(`error\\[${code}\\]: .`), result.stderr);
      assert.match(result.stderr, /\nhelp: ./);
      assert.match(result.stderr.split('\nhelp: ')[1] ?? '', help);
      assert.equal(result.code, exit);
      assert.equal(result.stdout, '');
    });

  it('with --json the error is a document on stdout', async () => {
    const { stdout, code } = await picojoule('run', join(folder, 'none.tflite'), '--json');
    assert.equal(code, 2);
    const { error } = JSON.parse(stdout) as { error: Record<string, unknown> };
    assert.deepEqual([error['code'], error['exitCode']], ['FILE_NOT_FOUND', 2]);
    assert.ok(typeof error['message'] === 'string' && typeof error['remedy'] === 'string');
  });
});
