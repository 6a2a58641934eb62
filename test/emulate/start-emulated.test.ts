import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmulated } from '../../host/emulate/start-emulated.ts';
import { openSerial } from '../../host/link/serial.ts';
import { uf2File } from '../support/uf2-file.ts';

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await delay(5);
};

describe('an emulated board', () => {
  for (const id of ['pico', 'nonesuch', '__proto__', 'toString'])
    it(`"${id}" is NOT_EMULATED`, async () => {
      await assert.rejects(startEmulated(id), {
        code: 'NOT_EMULATED',
        exitCode: 2,
        message: `no emulator plays the board "${id}"`,
        remedy: /^Emulated boards: .*pico-emulated\./,
      });
    });

  it('leaves no folder, terminal or timer behind', async () => {
    const handles = () => process.getActiveResourcesInfo().filter((name) => !/^FS|Immediate|PipeWrap|TTY/.test(name));
    // Mocha's own timer is there from the first wait on.
    await delay(1);
    // What tests before this one left may still go.
    const before = handles();
    const board = await startEmulated('pico-emulated');
    assert.ok(existsSync(board.drivePath) && existsSync(board.serialPath));
    const port = await openSerial(board.serialPath, 115_200);
    await port.close();
    board.stop();
    assert.ok(!existsSync(dirname(board.drivePath)));
    await until(() => !existsSync(board.serialPath));
    const count = (names: readonly string[], name: string) => names.filter((other) => other === name).length;
    await until(() => handles().every((name, _, now) => count(now, name) <= count(before, name)));
  });

  it('ignores files that the boot ROM would ignore, and keeps waiting', async () => {
    const board = await startEmulated('pico-emulated');
    try {
      const ignored: readonly (readonly [string, Uint8Array])[] = [
        ['family.uf2', uf2File(2, 0xe48b_ff59)],
        ['nonsense.uf2', new Uint8Array(1024)],
        ['ram.uf2', uf2File(2, 0xe48b_ff56, 0x2000_0000)],
        ['beyond.uf2', uf2File(2, 0xe48b_ff56, 0x1020_0000 - 256)],
        ['unsigned.uf2', uf2File(2)],
      ];
      for (const [name, bytes] of ignored) writeFileSync(join(board.drivePath, name), bytes);
      await until(() => ignored.every(([name]) => !existsSync(join(board.drivePath, name))));
      assert.ok(existsSync(join(board.drivePath, 'INFO_UF2.TXT')));
      assert.equal(board.fault(), undefined);
    } finally {
      board.stop();
    }
  });
});
