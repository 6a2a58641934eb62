import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Frame } from '../../assembly/shared/protocol.ts';
import { connectIna219 } from '../../host/emulate/connect-ina219.ts';
import type { Ina219Twin } from '../../host/emulate/ina219-twin.ts';
import ina219 from '../../host/instruments/ina219.ts';
import type { MeasuredWindow } from '../../host/instruments/spec.ts';
import { Device } from '../../host/link/device.ts';
import { parseResult, parseSamples, type RawSample } from '../../host/link/messages.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { firmwareOf, type TestFirmware } from '../support/firmware.ts';
import { samples } from '../support/graphs.ts';
import { LineBoard } from '../support/line-board.ts';
import { itShared } from '../support/shared.ts';

/** Off the steps of the registers (0.1 mA and 4 mV), so that rounding is part of what is tested. */
const CURRENTS = { activeA: 0.023_74, sleepA: 0.008_26, supplyV: 3.302 };
const CLOCK_HZ = 125e6;
const WINDOW_MS = 1000;
const fashion = fileURLToPath(new URL('../../models/demo/fashion.tflite', import.meta.url));

/** A board with a sensor in its supply, and a host that measures through the whole chain. */
class Bench {
  readonly board: LineBoard;
  readonly device: Device;
  sensor: Ina219Twin | undefined;

  constructor({ image }: TestFirmware) {
    this.board = new LineBoard(image, (pico) => {
      this.sensor = connectIna219(pico, CURRENTS);
    });
    this.device = new Device(this.board.transport, { clock: this.board.clock });
  }

  async window(windowMs = WINDOW_MS, isIdle = false): Promise<MeasuredWindow> {
    const list: RawSample[] = [];
    let lostFrames = 0;
    const { inferences, windowUs, activeUs } = await this.board.settle(
      this.device.measure(
        { windowMs, periodUs: ina219.periodUs, isIdle },
        {
          silenceMs: 60_000,
          onGap: ({ missing }) => {
            lostFrames += missing;
          },
          onFrame: ({ type, payload }) => {
            if (type === Frame.SAMPLE) list.push(...parseSamples(payload));
          },
        },
      ),
    );
    return { samples: list, lostFrames, inferences, windowUs, activeUs };
  }

  /** Cycles of one inference, without a sensor being read. */
  async cycles(): Promise<number> {
    let cycles = 0;
    await this.board.settle(
      this.device.infer(
        { count: 1, warmup: 1, layers: false, crcs: false },
        {
          silenceMs: 60_000,
          onGap: () => assert.fail('frames lost'),
          onFrame: ({ payload }) => {
            cycles = Number(parseResult(payload).cycles);
          },
        },
      ),
    );
    return cycles;
  }
}

const within = (actual: number, expected: number, share: number, what: string) =>
  assert.ok(
    Math.abs(actual / expected - 1) <= share,
    `${what} is ${actual}, ${expected} is due: ${(100 * (actual / expected - 1)).toFixed(3)} %`,
  );

/** The chain of driver, interrupt, frames and integrator against the declared currents and the counted cycles. */
const checkEnergy = async (firmware: TestFirmware): Promise<void> => {
  const bench = new Bench(firmware);
  const cycles = await bench.cycles();
  const window = await bench.window();
  const { energyPerInference, meanPower } = ina219.integrate(window);
  within(energyPerInference, CURRENTS.activeA * CURRENTS.supplyV * (cycles / CLOCK_HZ), 0.01, 'energy per inference');
  const idle = ina219.integrateIdle(await bench.window(WINDOW_MS, true), meanPower);
  within(idle, CURRENTS.sleepA * CURRENTS.supplyV, 0.01, 'idle power');
  const aboveIdle = ((meanPower - idle) / meanPower) * energyPerInference;
  const due = (CURRENTS.activeA - CURRENTS.sleepA) * CURRENTS.supplyV * (cycles / CLOCK_HZ);
  within(aboveIdle, due, 0.01, 'energy above idle');
};

describe('energy through sensor, driver, frames and integrator', () => {
  let small: TestFirmware;
  before(async () => {
    small = await firmwareOf(samples.FULLY_CONNECTED);
  });

  it('is within 1 % for inferences of microseconds, many to a conversion', async () => {
    const cycles = await new Bench(small).cycles();
    assert.ok(cycles / CLOCK_HZ < 100e-6, `${cycles} cycles`);
    await checkEnergy(small);
  });

  it('is within 1 % for inferences longer than two conversions', async () => {
    const firmware = await firmwareOf(importTflite(readFileSync(fashion), 'fashion'));
    assert.ok((await new Bench(firmware).cycles()) / CLOCK_HZ > 2e-6 * ina219.periodUs);
    await checkEnergy(firmware);
  });

  for (const model of ['hello_world_int8', 'str_ww_ref_model'])
    itShared(`is within 1 % for ${model}`, ['models', `${model}.tflite`], async (path) =>
      checkEnergy(await firmwareOf(importTflite(readFileSync(path), model))),
    );

  it('counts what the sensor costs, and leaves it out of the inferences', async () => {
    const bench = new Bench(small);
    const window = await bench.window();
    const stats = await bench.board.settle(bench.device.stats());
    assert.equal(stats.sensorReads, window.samples.length);
    assert.equal(stats.sensorReads, Math.floor(window.windowUs / ina219.periodUs));
    assert.equal(stats.lostSamples, 0);
    // Five bytes of nine bits each at 400 kHz, and what the driver adds.
    const perRead = stats.sensorIsrUs / stats.sensorReads;
    assert.ok(perRead > 112.5 && perRead < 130, `${perRead} µs per read`);
    const idle = await bench.window(WINDOW_MS, true);
    const idleStats = await bench.board.settle(bench.device.stats());
    assert.deepEqual([idle.inferences, idle.activeUs], [0, idleStats.sensorIsrUs]);
    const cycles = await bench.cycles();
    within(window.activeUs / window.inferences, (1e6 * cycles) / CLOCK_HZ, 0.002, 'active time per inference');
  });

  it('samples say whether the trigger was high, and whether frames disturbed them', async () => {
    const bench = new Bench(small);
    const idle = await bench.window(WINDOW_MS, true);
    assert.ok(idle.samples.every(({ trigger }) => !trigger));
    const disturbed = idle.samples.map(({ disturbed: is }, at) => (is ? at : -1)).filter((at) => at >= 0);
    assert.deepEqual(disturbed, [20, 21, 40, 41]);
    assert.ok((await bench.window()).samples.some(({ trigger }) => trigger));
  });

  it('a window too short for two samples is no measurement', async () => {
    const window = await new Bench(small).window(20);
    assert.throws(() => ina219.integrate(window), {
      code: 'MEASUREMENT_INVALID',
      exitCode: 8,
      message: /^1 samples in a window of 20\d\d\d µs/,
    });
  });

  it('a sensor that stops answering is counted, and the window refused', async () => {
    const bench = new Bench(small);
    const { sensor } = bench;
    assert.ok(sensor);
    bench.board.pico.clock
      .createAlarm(() => {
        sensor.isAnswering = false;
      })
      .schedule(0.5e9);
    const window = await bench.window();
    const stats = await bench.board.settle(bench.device.stats());
    assert.equal(stats.lostSamples + window.samples.length, stats.sensorReads);
    assert.ok(stats.lostSamples > 20, `${stats.lostSamples} lost`);
    assert.throws(() => ina219.integrate(window), { code: 'MEASUREMENT_INVALID', message: /% of a window of/ });
    assert.throws(() => ina219.integrateIdle(window), { code: 'MEASUREMENT_INVALID' });
    sensor.isAnswering = true;
    assert.ok(ina219.integrate(await bench.window()).energyPerInference > 0, 'plugged in again, it measures');
  });

  it('frames lost on the line refuse the window', async () => {
    const bench = new Bench(small);
    const { board } = bench;
    let sent = 0;
    board.toHost = (bytes) => bytes.filter(() => sent++ !== 300);
    const window = await bench.window();
    assert.equal(window.lostFrames, 1);
    assert.throws(() => ina219.integrate(window), {
      code: 'MEASUREMENT_INVALID',
      message: /\(1 frames lost\)/,
    });
  });

  it('a bus that hangs costs time and samples, but neither the window nor the board', async () => {
    const bench = new Bench(small);
    const { pico } = bench.board;
    const stream = { silenceMs: 60_000, onGap: () => assert.fail('frames lost'), onFrame: () => undefined };
    const shortest = { windowMs: 100, periodUs: 1000 };
    await bench.board.settle(bench.device.measure(shortest, stream));
    assert.equal((await bench.board.settle(bench.device.stats())).sensorReads, 100);
    // Each reading now takes until the driver gives up, which is longer than the period: alarms are skipped, not waited for.
    const hang = pico.clock.createAlarm(() => {
      const [i2c] = pico.mcu.i2c;
      if (i2c) i2c.onConnect = () => undefined;
    });
    hang.schedule(50e6);
    const { inferences } = await bench.board.settle(bench.device.measure(shortest, stream));
    const stats = await bench.board.settle(bench.device.stats());
    assert.ok(inferences > 0);
    assert.ok(stats.sensorReads < 80 && stats.lostSamples > 20, JSON.stringify(stats));
    await assert.rejects(bench.window(), { code: 'BOARD_REFUSED', message: /NO_SENSOR/ });
  });
});
