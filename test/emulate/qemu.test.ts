import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { NamedBoard } from '../../boards/spec.ts';
import { toElf } from '../../host/aot/format/elf.ts';
import { startQemu } from '../../host/emulate/qemu/process.ts';
import { startEmulated } from '../../host/emulate/start-emulated.ts';
import type { ToolError } from '../../host/errors.ts';
import { connect } from '../../host/link/device.ts';
import { openSerial } from '../../host/link/serial.ts';
import { programmerOf } from '../../host/programmers/shared/programmer-of.ts';
import { run } from '../../host/run.ts';
import { childrenOf } from '../support/children.ts';
import { itOnQemu, itSeesQemu, qemuBoards } from '../support/qemu-boards.ts';
import { onQemu, patchedFirmware } from '../support/qemu-session.ts';
import { demoModel } from '../support/spawn.ts';

const named = (id: string) => qemuBoards.find((board) => board.id === id) as NamedBoard;
const m4 = named('cortex-m4-qemu');
const m55 = named('cortex-m55-qemu');
const testSet = demoModel.replace('fashion.tflite', 'fashion-test.x.bin');
const RECORDS = 3;
/** udf #0 */
const UNDEFINED = [0xde00];
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await delay(5);
};

describe('boards on QEMU', () => {
  for (const board of qemuBoards) {
    itOnQemu(`${board.id}: boots and says its banner, and again when it is flashed again`, async () => {
      const bytes = toElf((await patchedFirmware(board, {})).image);
      const running = await startEmulated(board.id);
      const port = await openSerial(running.serialPath, board.serial.baudRate);
      try {
        let text = '';
        port.onData((received) => {
          text += Buffer.from(received ?? []).toString('latin1');
        });
        for (const _ of ['first', 'second']) {
          text = '';
          await programmerOf(board).flash({ board, bytes, place: running.drivePath });
          await until(() => text.length >= 'm-init-done\r\nm-ready\r\n'.length);
          assert.equal(text, 'm-init-done\r\nm-ready\r\n');
        }
      } finally {
        await port.close();
        running.stop();
      }
    });

    itOnQemu(`${board.id}: the demo model, byte for byte, with the same counts in each run`, async () => {
      const [first, second] = await Promise.all(
        ['first', 'second'].map(() =>
          run({
            model: demoModel,
            board,
            input: readFileSync(testSet).subarray(0, RECORDS * 784),
            verifyRecords: RECORDS,
            count: 2,
            warmup: 1,
            onProgress: () => undefined,
          }),
        ),
      );
      const { failure, facts } = first as NonNullable<typeof first>;
      assert.equal(failure, undefined);
      assert.deepEqual(facts.verified, { records: RECORDS, layers: 11 });
      const layers = facts.layers.map(({ instructions = 0 }) => instructions);
      assert.equal(
        layers.reduce((sum, count) => sum + count, 0),
        facts.instructions,
      );
      assert.ok(facts.instructions && facts.instructions > facts.layers.reduce((sum, { macs }) => sum + macs, 0));
      assert.deepEqual([facts.inferences, facts.layers[0]?.seconds], [undefined, undefined]);
      // Modelled, where there is a model of the core's timing.
      assert.equal(facts.layers[0]?.cycles !== undefined, board === m4);
      assert.ok(facts.stackUsedBytes && facts.stackUsedBytes < board.stackBytes);
      assert.deepEqual(second?.facts, facts);
    });

    itOnQemu(`${board.id}: firmware that faults is BOARD_FAULT, at once`, async () => {
      const firmware = await patchedFirmware(board, { 'model.layer3': UNDEFINED });
      await onQemu(board, firmware, async ({ device }) => {
        const stream = { silenceMs: 60_000, onFrame: () => undefined, onGap: () => undefined };
        await assert.rejects(device.infer({ count: 1, warmup: 0, layers: false, crcs: false }, stream), {
          code: 'BOARD_FAULT',
          exitCode: 6,
        });
      });
    });
  }

  itOnQemu('a core that locks up ends the run with what QEMU says', async () => {
    const firmware = await patchedFirmware(m4, { 'firmware.reset': UNDEFINED, 'firmware.fault': UNDEFINED });
    await assert.rejects(
      onQemu(m4, firmware, async () => undefined),
      { code: 'QEMU_ENDED', exitCode: 6, message: /^QEMU ended by itself \(SIGABRT\): qemu: fatal: Lockup/ },
    );
  });

  itOnQemu('a machine that this QEMU lacks is told by its name', async () => {
    const machine = { machine: 'nonesuch', instructionNs: 256, firmware: 'none.elf', folder: tmpdir() };
    const fault = await new Promise<ToolError>((resolve) => {
      startQemu({ ...machine, onSerial: () => undefined, onEnd: resolve });
    });
    assert.equal(fault.code, 'QEMU_ENDED');
    assert.match(fault.message, /exit code 1\): qemu-system-arm: .*unsupported machine type/);
  });

  it('without QEMU on the PATH it is QEMU_MISSING, with how to install it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'picojoule-test-'));
    const before = process.env['PATH'];
    // A folder with a file of that name that cannot be run.
    symlinkSync('/dev/null', join(folder, 'qemu-system-arm'));
    process.env['PATH'] = folder;
    try {
      await assert.rejects(startEmulated(m4.id), {
        code: 'QEMU_MISSING',
        exitCode: 3,
        remedy: /apt-get install qemu-system-arm.*brew install qemu/,
      });
    } finally {
      process.env['PATH'] = before;
      rmSync(folder, { recursive: true });
    }
  });

  itSeesQemu('a board that is stopped leaves no process and no folder', async () => {
    const firmware = await patchedFirmware(m4, {});
    let folder = '';
    await onQemu(m4, firmware, async ({ emulated }) => {
      folder = emulated?.drivePath ?? '';
      assert.equal(childrenOf(process.pid, 'qemu-system').length, 1);
      assert.ok(existsSync(folder));
    });
    await until(() => childrenOf(process.pid, 'qemu-system').length === 0);
    assert.ok(!existsSync(folder));
  });

  itSeesQemu('a QEMU that is killed from outside ends the run', async () => {
    const firmware = await patchedFirmware(m4, {});
    await assert.rejects(
      onQemu(m4, firmware, async ({ device, emulated }) => {
        const [pid = 0] = childrenOf(process.pid, 'qemu-system');
        process.kill(pid, 'SIGKILL');
        await assert.rejects(device.info(), { code: 'LINK_LOST' });
        throw emulated?.fault();
      }),
      { code: 'QEMU_ENDED', message: 'QEMU ended by itself (SIGKILL)' },
    );
  });

  itOnQemu('two boards at a time do not disturb each other', async () => {
    const [one, two] = await Promise.all([startEmulated(m4.id), startEmulated(m55.id)]);
    try {
      assert.notEqual(one.serialPath, two.serialPath);
      const bytes = toElf((await patchedFirmware(m4, {})).image);
      await programmerOf(m4).flash({ board: m4, bytes, place: one.drivePath });
      await assert.rejects(programmerOf(m55).flash({ board: m55, bytes, place: one.drivePath }), {
        code: 'WRONG_BOARD',
        message: /is a mps2-an386, .* is a mps3-an547/,
      });
      const port = await openSerial(one.serialPath, m4.serial.baudRate);
      assert.equal((await connect(port)).info.board, m4.id);
      await port.close();
    } finally {
      one.stop();
      two.stop();
    }
  });
});
