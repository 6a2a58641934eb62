import assert from 'node:assert/strict';
import ina219 from '../../host/instruments/ina219.ts';
import type { RawSample } from '../../host/link/messages.ts';
import type { Watts } from '../../host/units.ts';

const PERIOD_US = ina219.periodUs;
const BUS = (825 << 3) | 2;

/** 24 mA through 0.1 Ω is 240 steps of 10 µV; 3.3 V is 825 steps of 4 mV. The timer wraps early on. */
const samples = (count: number, skip: readonly number[] = []): RawSample[] =>
  Array.from({ length: count }, (_, index) => ({
    us: (0xffff_f000 + index * PERIOD_US) >>> 0,
    shunt: 240,
    bus: BUS,
    trigger: true,
    disturbed: false,
  })).filter((_, index) => !skip.includes(index));

const windowOf = (list: readonly RawSample[], windowUs = 1000 * PERIOD_US) => ({
  samples: list,
  lostFrames: 0,
  inferences: 10,
  windowUs,
  activeUs: 1_000_000,
});
const refused = (message: RegExp) => ({
  code: 'MEASUREMENT_INVALID',
  exitCode: 8,
  message,
  remedy: /Measure again, with a longer window/,
});

describe('INA219 integration', () => {
  it('has the period of the configuration that the firmware writes', () => {
    // Averaging 32 samples of the shunt takes 17.02 ms (TI SBOS448, table 5).
    assert.ok(PERIOD_US > 17_020 && PERIOD_US < 17_020 * 1.005);
  });

  it('energy per inference is mean power times active time over inferences, across the timer wrap', () => {
    const figures = ina219.integrate(windowOf(samples(1000)));
    assert.ok(Math.abs(figures.meanPower - 0.0792) < 1e-9);
    assert.ok(Math.abs(figures.energyPerInference - 0.00792) < 1e-9);
    assert.ok(Math.abs(figures.windowEnergy - 0.0792 * 17.04) < 1e-9);
    assert.equal(figures.loss, 0);
  });

  it('weighs each sample with the time since the one before', () => {
    const list = samples(1000).map((sample, index) => ({ ...sample, shunt: index < 500 ? 240 : 80 }));
    const { meanPower } = ina219.integrate(windowOf(list));
    assert.ok(Math.abs(meanPower - (0.0792 + 0.0264) / 2) < 1e-9);
  });

  it('takes the sign and the whole range of the registers', () => {
    const list = samples(10).map((sample) => ({ ...sample, shunt: -4000, bus: 0xfffc }));
    const { meanPower } = ina219.integrate(windowOf(list, 10 * PERIOD_US));
    assert.ok(Math.abs(meanPower + 0.4 * 8191 * 0.004) < 1e-9);
  });

  it('one lost sample in 2000 is counted as loss, and as nothing else', () => {
    const { loss, meanPower } = ina219.integrate(windowOf(samples(2000, [500]), 2000 * PERIOD_US));
    assert.ok(Math.abs(loss - 1 / 2000) < 1e-6);
    assert.ok(Math.abs(meanPower - 0.0792) < 1e-9);
  });

  it('ten lost samples in 1000 refuse the window, with their share', () => {
    const lossy = windowOf(samples(1000, [5, 6, 7, 8, 9, 20, 21, 22, 23, 24]));
    const message = /^1\.00 % of a window of 17040000 µs is not covered by its 990 samples \(0 frames lost\); 0\.1 %/;
    assert.throws(() => ina219.integrate(lossy), refused(message));
    assert.throws(() => ina219.integrateIdle(lossy), refused(message));
  });

  it('a sensor that fell silent refuses the window, though what came has no gap', () => {
    assert.throws(() => ina219.integrate(windowOf(samples(600))), refused(/^39\.80 % .* its 600 samples/));
    assert.throws(
      () => ina219.integrate({ ...windowOf(samples(980)), lostFrames: 1 }),
      refused(/^1\.80 % .* \(1 frames lost\)/),
    );
  });

  it('no sample, one sample, or no inference, is no measurement', () => {
    assert.throws(() => ina219.integrate(windowOf([])), refused(/0 samples in a window of 17040000 µs/));
    assert.throws(() => ina219.integrate(windowOf(samples(1))), refused(/1 samples/));
    const none = { ...windowOf(samples(1000)), inferences: 0 };
    assert.throws(() => ina219.integrate(none), refused(/no inference finished in a window of 17040000 µs/));
  });

  it('idle power leaves out conversions that frames disturbed', () => {
    const list = samples(1000).map((sample, index) =>
      index % 20 === 0 ? { ...sample, disturbed: true } : { ...sample, shunt: 80 },
    );
    assert.ok(Math.abs(ina219.integrateIdle(windowOf(list)) - 0.0264) < 1e-9);
    const disturbed = list.map((sample) => ({ ...sample, disturbed: true }));
    assert.throws(() => ina219.integrateIdle(windowOf(disturbed)), refused(/all 1000 samples .* are disturbed/));
  });

  it('idle power leaves out what reading the sensor adds, where the power awake is known', () => {
    // 2 % of the time at 240 steps, the rest at 80.
    const list = samples(1000).map((sample, index) => ({ ...sample, shunt: index % 5 < 1 ? 84 : 83 }));
    const window = { ...windowOf(list), activeUs: 0.02 * 1000 * PERIOD_US };
    assert.ok(Math.abs(ina219.integrateIdle(window, 0.0792 as Watts) - 0.0264) < 1e-9);
    assert.ok(ina219.integrateIdle(window) > 0.0273);
  });

  it('says how far the window was not inference', () => {
    const busy = ina219.integrate({ ...windowOf(samples(1000)), activeUs: 1000 * PERIOD_US });
    assert.ok(busy.uncertainty < 0.003, `${busy.uncertainty}`);
    assert.ok(ina219.integrate(windowOf(samples(1000))).uncertainty > 0.9);
  });
});
