import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { boards } from '../../boards/index.gen.ts';
import type { Image } from '../../host/aot/image.ts';
import { findPort } from '../../host/run/find-port.ts';
import { reachBoard } from '../../host/run/reach-board.ts';
import { run } from '../../host/run.ts';
import { demoModel } from '../support/spawn.ts';
import { program } from '../support/thumb.ts';

const board = { id: 'pico-emulated', ...boards['pico-emulated'] } as const;
const FLASH = 0x1000_0000;
const imageOf = (code: readonly number[]): Image => ({
  board: board.id,
  entry: FLASH + 0x200,
  segments: [{ name: 'all', address: FLASH, bytes: program(code) }],
  symbols: [],
  sizes: { weights: 0, code: 0, rodata: 0, data: 0, bss: 0, arena: 0, staging: 0, stack: 0 },
});
const usb = { vendorId: '2e8a', productId: '0005' };

describe('reaching a board', () => {
  it('firmware that faults is told by what the emulator saw, not by the silence', async () => {
    await assert.rejects(reachBoard({ board, firmware: { image: imageOf([0xde00]), modelCrc: 0 } }), {
      code: 'EMULATOR_FAULT',
      exitCode: 6,
      message: /illegal instruction 0x0000_de00 at 0x1000_0200/,
    });
  });

  it('firmware that says nothing is BOARD_SILENT after all repetitions', async () => {
    await assert.rejects(reachBoard({ board, firmware: { image: imageOf([0xe7fe]), modelCrc: 0 } }), {
      code: 'BOARD_SILENT',
      exitCode: 6,
      remedy: /baud rate/,
    });
  });

  it('what was measured before a failure is kept', async () => {
    const { facts, failure, outputs } = await run({
      model: demoModel,
      board,
      input: readFileSync(demoModel.replace('fashion.tflite', 'fashion-test.x.bin')).subarray(0, 784),
      verifyRecords: 1,
      count: 1,
      warmup: 0,
      // Too short for two conversions: the measurement is refused, the rest stands.
      energy: { instrument: 'ina219', windows: 1, windowMs: 5 },
      onProgress: () => undefined,
    });
    assert.equal(failure?.code, 'MEASUREMENT_INVALID');
    assert.equal(failure?.exitCode, 8);
    assert.equal(facts.inferences?.length, 1);
    assert.equal(facts.energy, undefined);
    assert.equal(outputs.length, 10);
  });
});

describe('finding a port', () => {
  const pico = boards.pico;
  it('takes the one that the user named, unseen', async () =>
    assert.equal(await findPort(pico, '/dev/x', async () => []), '/dev/x'));
  it('takes the only USB port', async () =>
    assert.equal(
      await findPort(pico, undefined, async () => [{ path: '/dev/ttyS9' }, { path: '/dev/ttyUSB0', ...usb }]),
      '/dev/ttyUSB0',
    ));
  it('refuses to guess between two, and to invent one', async () => {
    const two = [
      { path: '/dev/ttyUSB0', ...usb },
      { path: '/dev/ttyUSB1', ...usb },
    ];
    await assert.rejects(
      findPort(pico, undefined, async () => two),
      { code: 'MANY_PORTS', exitCode: 2, message: /ttyUSB0, .*ttyUSB1/ },
    );
    await assert.rejects(
      findPort(pico, undefined, async () => [{ path: '/dev/ttyS0' }]),
      { code: 'NO_PORT', exitCode: 3 },
    );
  });
});
