import { Sensor } from '../../assembly/shared/protocol.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { Joules, Watts } from '../units.ts';
import type { InstrumentSpec, MeasuredWindow, WindowFigures } from './spec.ts';

/** TI SBOS448: shunt register 10 µV, bus register bits 15..3 at 4 mV. */
const SHUNT_LSB_V = 10e-6;
const BUS_LSB_V = 4e-3;
const SHUNT_OHMS = 0.1;
const PERIOD_US = 17_040;
const MAX_LOSS = 0.001;
/** A step longer than this many periods hides at least one sample. */
const GAP_PERIODS = 1.5;
const US = 1e-6;

const amperes = (shunt: number): number => (shunt * SHUNT_LSB_V) / SHUNT_OHMS;
const volts = (bus: number): number => (bus >>> 3) * BUS_LSB_V;

const invalid = (message: string): ToolError =>
  new ToolError(
    'MEASUREMENT_INVALID',
    ExitCode.MeasurementInvalid,
    message,
    'Measure again, with a longer window or a better cable.',
  );

/** Mean power over the samples, and how much of the window they do not cover. */
interface Coverage {
  readonly meanPower: number;
  readonly loss: number;
}

/** Each sample is the mean since the one before it; a step that hides a lost sample counts as one period, and the rest as loss. */
const cover = ({ samples, lostFrames, windowUs }: MeasuredWindow): Coverage => {
  if (samples.length < 2) throw invalid(`${samples.length} samples in a window of ${windowUs} µs`);
  let chargeTimesVolts = 0;
  let coveredUs = 0;
  let hiddenUs = 0;
  for (let index = 1; index < samples.length; index++) {
    const [before, sample] = [samples[index - 1], samples[index]];
    if (before === undefined || sample === undefined) continue;
    // The device's timer is 32 bits wide: the difference is right across its wrap.
    const stepUs = (sample.us - before.us) >>> 0;
    const isGap = stepUs > GAP_PERIODS * PERIOD_US;
    const lengthUs = isGap ? PERIOD_US : stepUs;
    hiddenUs += isGap ? stepUs - PERIOD_US : 0;
    coveredUs += lengthUs;
    chargeTimesVolts += amperes(sample.shunt) * volts(sample.bus) * lengthUs * US;
  }
  const loss = hiddenUs / (coveredUs + hiddenUs);
  if (loss > MAX_LOSS || (lostFrames > 0 && hiddenUs === 0)) {
    throw invalid(
      `${(loss * 100).toFixed(2)} % of the window is not covered by samples (${lostFrames} frames lost), ${MAX_LOSS * 100} % is the limit`,
    );
  }
  return { meanPower: chargeTimesVolts / (coveredUs * US), loss };
};

const integrate = (window: MeasuredWindow): WindowFigures => {
  const { samples, inferences, windowUs, activeUs } = window;
  if (inferences === 0) throw invalid('no inference finished inside the window');
  const { meanPower, loss } = cover(window);
  const meanShunt = samples.reduce((sum, sample) => sum + Math.abs(sample.shunt), 0) / samples.length;
  // Half a step of a uniform error (step/√12), the window's two edges, loss, and how far the window is not inference.
  const quantisation = meanShunt > 0 ? 1 / (meanShunt * Math.sqrt(12)) : 1;
  const edges = (2 * PERIOD_US) / windowUs;
  const outside = Math.max(0, windowUs - activeUs) / windowUs;
  return {
    meanPower: meanPower as Watts,
    energyPerInference: ((meanPower * activeUs * US) / inferences) as Joules,
    windowEnergy: (meanPower * windowUs * US) as Joules,
    loss,
    uncertainty: Math.hypot(quantisation, edges, loss, outside),
  };
};

export default {
  title: 'INA219 on I2C (0.1 Ω shunt, address 0x40)',
  sensor: Sensor.INA219,
  periodUs: PERIOD_US,
  integrate,
  integrateIdle: (window) => cover(window).meanPower as Watts,
} satisfies InstrumentSpec;
