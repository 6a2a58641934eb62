import { Frame } from '../../assembly/shared/protocol.ts';
import type { NamedBoard } from '../../boards/spec.ts';
import type { EnergyFacts } from '../facts/run-facts.ts';
import { median } from '../facts/statistics.ts';
import { instruments } from '../instruments/index.gen.ts';
import type { MeasuredWindow, WindowFigures } from '../instruments/spec.ts';
import type { Device } from '../link/device.ts';
import { parseSamples, type RawSample } from '../link/messages.ts';
import type { Watts } from '../units.ts';
import { checkDone } from './check-done.ts';

export type InstrumentId = keyof typeof instruments;

export interface EnergyRequest {
  readonly instrument: InstrumentId;
  readonly windows: number;
  readonly windowMs: number;
}

const SILENCE_MS = 120_000;

/** One window on the board, as it came over the line. */
const takeWindow = async (
  device: Device,
  periodUs: number,
  windowMs: number,
  isIdle: boolean,
): Promise<MeasuredWindow> => {
  const samples: RawSample[] = [];
  let lostFrames = 0;
  const done = await device.measure(
    { windowMs, periodUs, isIdle },
    {
      silenceMs: SILENCE_MS,
      onGap: ({ missing }) => {
        lostFrames += missing;
      },
      onFrame: ({ type, payload }) => {
        if (type === Frame.SAMPLE) samples.push(...parseSamples(payload));
      },
    },
  );
  checkDone(done);
  const { inferences, windowUs, activeUs } = done;
  return { samples, lostFrames, inferences, windowUs, activeUs };
};

/**
 * Energy of one inference: the median over windows, as MLPerf Tiny takes it, and the board's power while it idles.
 * @throws ToolError `BOARD_REFUSED` without a sensor, `BOARD_TAKEN`, `MEASUREMENT_INVALID`
 */
export const measureEnergy = async (
  device: Device,
  board: NamedBoard,
  request: EnergyRequest,
): Promise<EnergyFacts> => {
  const { title, periodUs, integrate, integrateIdle } = instruments[request.instrument];
  const idleWindow = await takeWindow(device, periodUs, request.windowMs, true);
  const figures: WindowFigures[] = [];
  let sensorUs = 0;
  let windowsUs = 0;
  for (let window = 0; window < request.windows; window++) {
    const measured = await takeWindow(device, periodUs, request.windowMs, false);
    figures.push(integrate(measured));
    sensorUs += (await device.stats()).sensorIsrUs;
    windowsUs += measured.windowUs;
  }
  const middle = (select: (window: WindowFigures) => number) => median(figures.map(select)) ?? 0;
  const meanPower = middle((window) => window.meanPower);
  return {
    joulesPerInference: middle(({ energyPerInference }) => energyPerInference),
    meanPowerW: meanPower,
    idlePowerW: integrateIdle(idleWindow, meanPower as Watts),
    uncertainty: middle(({ uncertainty }) => uncertainty),
    sensorShare: sensorUs / windowsUs,
    // What an emulated sensor reads rests on declared currents: it proves the path, not the joules.
    source: board.emulator === undefined ? 'measured' : 'modelled',
    note: `${board.emulator === undefined ? '' : 'emulated sensor: '}${title}, in the supply of the whole board`,
  };
};

const milliamperes = (amperes: number): string => `${Number((1e3 * amperes).toPrecision(4))} mA`;

/** Energy by formula, from the board file's currents: never to be mistaken for a measurement. */
export const modelEnergy = ({ current }: NamedBoard, seconds: number | undefined): EnergyFacts | undefined => {
  if (!current || seconds === undefined) return undefined;
  const { activeA, sleepA, supplyV, source } = current;
  return {
    joulesPerInference: activeA * supplyV * seconds,
    meanPowerW: activeA * supplyV,
    ...(sleepA !== undefined && { idlePowerW: sleepA * supplyV }),
    source: 'modelled',
    note: `${milliamperes(activeA)} active, ${sleepA === undefined ? '' : `${milliamperes(sleepA)} asleep, `}at ${supplyV} V; ${source}`,
  };
};
