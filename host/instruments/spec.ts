import type { RawSample } from '../link/messages.ts';
import type { Joules, Watts } from '../units.ts';

export interface MeasuredWindow {
  readonly samples: readonly RawSample[];
  /** Stream frames lost on the way, by the link's count. */
  readonly lostFrames: number;
  readonly inferences: number;
  readonly windowUs: number;
  /** Time in inferences; of an idle window, time that the reading of the sensor kept the core awake. */
  readonly activeUs: number;
}

export interface WindowFigures {
  readonly meanPower: Watts;
  readonly energyPerInference: Joules;
  readonly windowEnergy: Joules;
  /** Share of the window that no sample covers. */
  readonly loss: number;
  /** Relative, one standard figure: quantisation, edges, loss and the part of the window outside inferences. */
  readonly uncertainty: number;
}

export interface InstrumentSpec {
  readonly title: string;
  /** Bit of `Sensor` that the firmware announces when it has found one. */
  readonly sensor: number;
  /** Nominal time between two samples. */
  readonly periodUs: number;
  integrate(window: MeasuredWindow): WindowFigures;
  /** Mean power of a window without inferences; what reading the sensor adds is taken off where the power awake is known. */
  integrateIdle(window: MeasuredWindow, awakePower?: Watts): Watts;
}
