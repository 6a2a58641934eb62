import { Sensor } from '../../assembly/shared/protocol.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { RawSample } from '../link/messages.ts';
import type { Joules, Watts } from '../units.ts';
import type { InstrumentSpec, MeasuredWindow, WindowFigures } from './spec.ts';

/** TI SBOS448: shunt register 10 µV, bus register bits 15..3 at 4 mV. */
const SHUNT_LSB_V = 10e-6;
const BUS_LSB_V = 4e-3;
const SHUNT_OHMS = 0.1;
/** The shunt's converter averages 32 samples in 17.02 ms (assembly/drivers/ina219.ts; SBOS448, table 5); 20 µs more, so that none is read twice. */
const PERIOD_US = 17_040;
const MAX_LOSS = 0.001;
/** A step longer than this many periods hides at least one sample. */
const GAP_PERIODS = 1.5;
/** Without samples by nature: the first conversion's start and the last one, unfinished. */
const EDGE_PERIODS = 2;
const US = 1e-6;

const power = ({ shunt, bus }: RawSample): number => ((shunt * SHUNT_LSB_V) / SHUNT_OHMS) * ((bus >>> 3) * BUS_LSB_V);

const invalid = (message: string): ToolError =>
  new ToolError(
    'MEASUREMENT_INVALID',
    ExitCode.MeasurementInvalid,
    message,
    'Measure again, with a longer window or a better cable.',
  );

interface Stretch {
  readonly sample: RawSample;
  readonly us: number;
}

/** Each sample stands for the time since the one before it; across a lost one it stands for one period, and the rest for nothing. */
const stretches = (samples: readonly RawSample[]): Stretch[] =>
  samples.map((sample, index) => {
    const before = samples[index - 1];
    // The device's timer is 32 bits wide: the difference is right across its wrap.
    const stepUs = before ? (sample.us - before.us) >>> 0 : PERIOD_US;
    return { sample, us: stepUs > GAP_PERIODS * PERIOD_US ? PERIOD_US : stepUs };
  });

const sum = (parts: readonly Stretch[], weight: (sample: RawSample) => number): number =>
  parts.reduce((total, { sample, us }) => total + weight(sample) * us, 0);

/** Share of the window that no sample stands for. */
const lossOf = ({ samples, windowUs, lostFrames }: MeasuredWindow): number => {
  if (samples.length < 2) throw invalid(`${samples.length} samples in a window of ${windowUs} µs`);
  const coveredUs = sum(stretches(samples), () => 1);
  const [first, last] = [samples[0] as RawSample, samples.at(-1) as RawSample];
  const spanUs = PERIOD_US + ((last.us - first.us) >>> 0);
  const edgesUs = Math.max(0, windowUs - spanUs - EDGE_PERIODS * PERIOD_US);
  const loss = (spanUs - coveredUs + edgesUs) / Math.max(windowUs, spanUs);
  if (loss > MAX_LOSS)
    throw invalid(
      `${(100 * loss).toFixed(2)} % of a window of ${windowUs} µs is not covered by its ${samples.length} samples (${lostFrames} frames lost); ${100 * MAX_LOSS} % is the limit`,
    );
  return loss;
};

const meanPowerOf = (parts: readonly Stretch[]): Watts => (sum(parts, power) / sum(parts, () => 1)) as Watts;

/**
 * The core is awake all through the window, also between inferences, so its mean power is that of the inferences; they took
 * `activeUs` of it.
 */
const integrate = (window: MeasuredWindow): WindowFigures => {
  const { samples, inferences, windowUs, activeUs } = window;
  if (inferences === 0) throw invalid(`no inference finished in a window of ${windowUs} µs`);
  const loss = lossOf(window);
  const meanPower = meanPowerOf(stretches(samples));
  const meanShunt = samples.reduce((total, { shunt }) => total + Math.abs(shunt), 0) / samples.length;
  // Half a step of a uniform error (step/√12), the window's two edges, loss, and how far the window is not inference.
  const quantisation = meanShunt > 0 ? 1 / (meanShunt * Math.sqrt(12)) : 1;
  const edges = (EDGE_PERIODS * PERIOD_US) / windowUs;
  const outside = Math.max(0, windowUs - activeUs) / windowUs;
  return {
    meanPower,
    energyPerInference: ((meanPower * activeUs * US) / inferences) as Joules,
    windowEnergy: (meanPower * windowUs * US) as Joules,
    loss,
    uncertainty: Math.hypot(quantisation, edges, loss, outside),
  };
};

/**
 * The core sleeps, but for the interrupt that reads the sensor and for the frames. Conversions with frames in them do not count;
 * the interrupt's share s is taken off: mean = (1 - s) · asleep + s · awake.
 */
const integrateIdle = (window: MeasuredWindow, awakePower?: Watts): Watts => {
  lossOf(window);
  const quiet = stretches(window.samples).filter(({ sample }) => !sample.disturbed);
  if (quiet.length === 0)
    throw invalid(`all ${window.samples.length} samples of the idle window are disturbed by frames`);
  const meanPower = meanPowerOf(quiet);
  if (awakePower === undefined) return meanPower;
  const share = window.activeUs / window.windowUs;
  return ((meanPower - share * awakePower) / (1 - share)) as Watts;
};

export default {
  title: 'INA219 on I2C (0.1 Ω shunt, address 0x40)',
  sensor: Sensor.INA219,
  periodUs: PERIOD_US,
  integrate,
  integrateIdle,
} satisfies InstrumentSpec;
