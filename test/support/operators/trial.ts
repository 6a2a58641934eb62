import type { Graph } from '../../../host/model/graph.ts';

/** What one run of a trial's records is held against. */
export interface Judge {
  /** The outputs of a record; records come in order. */
  readonly outputs: (record: number, outputs: readonly Uint8Array[]) => void;
  /** What an operator that still exists after all passes has written; absent where nothing is known of it. */
  readonly layer?: (record: number, operatorIndex: number, output: Uint8Array) => void;
  /** The first difference; undefined if there was none. */
  readonly verdict: () => string | undefined;
}

/** A network with inputs, and what TensorFlow Lite Micro makes of them. */
export interface Trial {
  /** The row of the table that it counts for. */
  readonly operator: string;
  readonly dtype: string;
  readonly name: string;
  readonly graph: Graph;
  /** All inputs of each record, concatenated. A network with state starts fresh and sees them as consecutive frames. */
  readonly records: readonly Uint8Array[];
  readonly judge: (withoutPasses?: readonly string[]) => Judge;
}
