import type { ImageSizes } from '../aot/image.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Work } from '../model/facts.ts';
import type { OperatorKind } from '../model/graph.ts';
import type { Widths } from '../model/products.ts';
import type { Rounding } from '../model/rounding.ts';

/** Where a figure comes from: an instrument or device timer, an emulator's counter, a formula, a datasheet or model file. */
export type Source = 'measured' | 'counted' | 'modelled' | 'declared';

export interface LayerFacts {
  readonly index: number;
  readonly operatorIndex: number;
  readonly kind: OperatorKind;
  readonly kernel: string;
  /** Shape of its output. */
  readonly shape: readonly number[];
  /** Left to run. */
  readonly macs: number;
  /** Of the weights and values that it multiplies; none where it multiplies nothing. */
  readonly bits: readonly Widths[];
  /** Left to store. */
  readonly parameters: number;
  readonly weightBytes: number;
  /** Median over the timed inferences; absent where the board was not reached. */
  readonly seconds?: number;
  readonly cycles?: number;
  /** On a board that counts instructions; its cycles, if there are any, are modelled. */
  readonly instructions?: number;
  /** Where it was asked for; then `instructions` are those of the board's code on the bare core, one inference. */
  readonly explanation?: Explanation;
  /** Where it was asked for: why this is the general kernel, and not the one made for the processor. */
  readonly fallback?: string;
}

export interface EnergyFacts {
  /** Of one inference, the board's idle power included. */
  readonly joulesPerInference: number;
  /** While inferences run back to back. */
  readonly meanPowerW: number;
  /** While the core sleeps between interrupts; absent where it was not observed. */
  readonly idlePowerW?: number;
  /** Relative, one standard figure; absent for a model. */
  readonly uncertainty?: number;
  /** Share of the window that reading the sensor took from the core, 0..1. */
  readonly sensorShare?: number;
  readonly source: 'measured' | 'modelled';
  /** Instrument, measuring point and whether it is emulated; or what the model rests on. */
  readonly note: string;
}

/** All that one run observed; what the metrics are computed from. A run that failed midway has fewer of the optional parts. */
export interface RunFacts {
  readonly model: {
    readonly name: string;
    readonly inputBytes: number;
    readonly outputBytes: number;
    /** Of the module and its weights: what the firmware says of itself. */
    readonly crc32: number;
    /** Absent where the model is only known by name. */
    readonly rounding?: Rounding;
  };
  /** Of the model as its file has it, passes or not; absent where the file is not at hand. */
  readonly work?: Work;
  readonly board: {
    readonly id: string;
    readonly title: string;
    readonly clockHz: number;
    readonly timing: 'measured' | 'counted';
    readonly counts: 'cycles' | 'instructions';
    readonly flashBytes: number;
    readonly ramBytes: number;
    /** This machine in a board's place. */
    readonly isNode?: true;
  };
  readonly layers: readonly LayerFacts[];
  readonly arenaBytes: number;
  readonly arenaLowerBoundBytes?: number;
  /** Compulsory traffic of one inference: each operand of each layer once. */
  readonly bytesMoved?: number;
  readonly sizes?: ImageSizes;
  /** Records whose every output byte was equal on the board and in Node, and every layer's, where there are layers. */
  readonly verified?: { readonly records: number; readonly layers: number };
  /** One entry per timed inference; absent where the board counts instructions. Nobody counts cycles in Node. */
  readonly inferences?: readonly { readonly seconds: number; readonly cycles?: number }[];
  /** Median over the timed inferences. */
  readonly instructions?: number;
  /** Of one inference, on a board that counts instructions and whose processor's timing is known. */
  readonly modelledCycles?: number;
  readonly stackUsedBytes?: number;
  readonly accuracy?: { readonly records: number; readonly correct: number; readonly classes: number };
  readonly energy?: EnergyFacts;
}
