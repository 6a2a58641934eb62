import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boards } from '../../boards/index.gen.ts';
import { FirmwareFolder } from '../../host/emulate/qemu/firmware-folder.ts';
import { qemuProgrammer } from '../../host/programmers/qemu.ts';
import type { ProgramEvent } from '../../host/programmers/spec.ts';
import { FastClock } from '../support/fast-clock.ts';

const board = boards['cortex-m4-qemu'];
const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index);

describe('QEMU programmer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const programmer = qemuProgrammer(new FastClock());

  it('gives the emulator whole files, one after the other, and is told that they were taken', async () => {
    const taken: Uint8Array[] = [];
    const emulator = new FirmwareFolder(board.qemu.machine, (file) => taken.push(readFileSync(file)));
    try {
      for (const firmware of [bytes, bytes.subarray(0, 100)]) {
        const events: ProgramEvent[] = [];
        // A real clock: the emulator looks at its folder in real time.
        await qemuProgrammer().flash({
          board,
          bytes: firmware,
          place: emulator.path,
          onEvent: (event) => events.push(event),
        });
        assert.deepEqual(events, [
          { kind: 'found', place: emulator.path },
          { kind: 'written', bytes: firmware.length, total: firmware.length },
          { kind: 'booted' },
        ]);
      }
    } finally {
      emulator.remove();
    }
    assert.deepEqual(taken.map(Buffer.from), [bytes, bytes.subarray(0, 100)].map(Buffer.from));
    assert.ok(!existsSync(emulator.path));
  });

  it('no place, and one that is not an emulator’s, are NO_DRIVE', async () => {
    const rejection = { code: 'NO_DRIVE', exitCode: 3, remedy: /picojoule emulate BOARD/ };
    await assert.rejects(programmer.flash({ board, bytes }), rejection);
    await assert.rejects(programmer.flash({ board, bytes, place: folder }), rejection);
    assert.deepEqual(programmer.detect(board), []);
  });

  it('another machine is WRONG_BOARD', async () => {
    writeFileSync(join(folder, 'MACHINE.TXT'), 'mps2-an500\n');
    await assert.rejects(programmer.flash({ board, bytes, place: folder }), {
      code: 'WRONG_BOARD',
      exitCode: 2,
      message: /is a mps2-an500, .* is a mps2-an386/,
    });
  });

  it('an emulator that takes nothing is NOT_BOOTED after 5 s', async () => {
    writeFileSync(join(folder, 'MACHINE.TXT'), 'mps2-an386\n');
    await assert.rejects(programmer.flash({ board, bytes, place: folder }), {
      code: 'NOT_BOOTED',
      exitCode: 6,
      message: /firmware\.elf is still there after 5000 ms/,
    });
    renameSync(join(folder, 'firmware.elf'), join(folder, 'seen.elf'));
    assert.deepEqual(readFileSync(join(folder, 'seen.elf')), Buffer.from(bytes));
  });
});
