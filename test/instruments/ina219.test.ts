import assert from 'node:assert/strict';
import ina219 from '../../host/instruments/ina219.ts';

/** 24 mA through 0.1 Ω is 240 steps of 10 µV; 3.3 V is 825 steps of 4 mV. */
const samples = (count: number, skip: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => ({
    us: (0xffff_f000 + index * 1064) >>> 0,
    shunt: 240,
    bus: (825 << 3) | 2,
    trigger: true,
  })).filter((_, index) => !skip.includes(index));
const window = { lostFrames: 0, inferences: 10, windowUs: 1_064_000, activeUs: 1_000_000 };

describe('INA219 integration', () => {
  it('energy per inference is mean power times active time over inferences, across the timer wrap', () => {
    const figures = ina219.integrate({ ...window, samples: samples(1001) });
    assert.ok(Math.abs(figures.meanPower - 0.0792) < 1e-9);
    assert.ok(Math.abs(figures.energyPerInference - 0.00792) < 1e-9);
    assert.equal(figures.loss, 0);
  });

  it('one lost sample in 2000 is counted as loss, ten in 1000 refuse the window', () => {
    assert.ok(ina219.integrate({ ...window, samples: samples(2000, [500]) }).loss > 0.0004);
    const lossy = samples(1000, [5, 6, 7, 8, 9, 20, 21, 22, 23, 24]);
    assert.throws(() => ina219.integrate({ ...window, samples: lossy }), { code: 'MEASUREMENT_INVALID', exitCode: 8 });
  });

  it('no samples, or no inference, is no measurement', () => {
    assert.throws(() => ina219.integrate({ ...window, samples: [] }), { code: 'MEASUREMENT_INVALID' });
    assert.throws(() => ina219.integrate({ ...window, inferences: 0, samples: samples(10) }), {
      code: 'MEASUREMENT_INVALID',
    });
  });
});
