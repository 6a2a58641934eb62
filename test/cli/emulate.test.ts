import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { binary, demoModel, picojoule } from '../support/spawn.ts';

describe('command line: an emulated board left running', () => {
  let board: ChildProcess;
  let place: { port: string; drive: string };
  before(async () => {
    board = spawn(process.execPath, [binary, 'emulate', 'pico', '--json']);
    const [line] = (await once(board.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    place = JSON.parse(line.toString()) as typeof place;
  });
  after(async () => {
    board.kill('SIGINT');
    await once(board, 'close');
    assert.ok(!existsSync(place.drive));
  });

  it('is flashed through its drive, answers, is measured, and verified without flashing', async () => {
    const at = ['--board', 'pico-emulated', '--port', place.port];
    const wrong = await picojoule('flash', demoModel, '--board', 'pico-emulated', '--drive', '/nowhere');
    assert.equal(wrong.code, 3, wrong.stderr);
    const flashed = await picojoule('flash', demoModel, ...at, '--drive', place.drive);
    assert.equal(flashed.code, 0, flashed.stderr);
    assert.match(flashed.stdout, /bytes written; it runs fashion for pico-emulated/);
    const measured = await picojoule('measure', ...at, '--count', '2');
    assert.equal(measured.code, 0, measured.stderr);
    assert.match(measured.stdout, /not compared with Node/);
    const verified = await picojoule('run', demoModel, ...at, '--no-flash', '--count', '1');
    assert.equal(verified.code, 0, verified.stderr);
    assert.match(verified.stdout, /1 record equal to Node/);
  });

  it('with other passes the module differs, and the board says that it runs another one', async () => {
    const at = ['--board', 'pico-emulated', '--port', place.port];
    const other = await picojoule('run', demoModel, ...at, '--no-flash', '--skip-pass', 'remove-identity');
    assert.equal(other.code, 7, other.stderr);
    assert.match(other.stderr, /error\[WRONG_FIRMWARE\]: the board runs fashion/);
  });
});
