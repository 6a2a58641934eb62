import { crc32 } from 'node:zlib';
import { resolveVariables } from '../../../host/compile/resolve-variables.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import { writeTflite } from '../../../host/model/tflite/write.ts';
import { stateOf } from '../../../host/model/variables.ts';
import { operatorModels } from '../operator-models/index.gen.ts';
import type { OperatorModels } from '../operator-models/spec.ts';
import { Random } from '../random.ts';
import { randomRecords } from './random-records.ts';

/** Of each operator and type. */
export const MODELS_EACH = 24;
const RECORDS = 4;
const FRAMES = 12;

/** A model of a generator, as a file and as that file is read. */
export interface OwnModel {
  readonly kind: string;
  readonly dtype: string;
  readonly seed: number;
  readonly file: Uint8Array;
  readonly graph: Graph;
  readonly isStateful: boolean;
  readonly records: readonly Uint8Array[];
}

/** All generators, of one operator side by side. */
export const generators: readonly OperatorModels[] = (Object.values(operatorModels) as OperatorModels[][])
  .flat()
  .toSorted((a, b) => (a.kind < b.kind ? -1 : Number(a.kind > b.kind)));

export const ownModel = (generator: OperatorModels, seed: number): OwnModel => {
  const { kind, dtype, make } = generator;
  const random = new Random(crc32(`${kind} ${dtype} ${seed}`));
  const file = writeTflite(make(random));
  const graph = importTflite(file);
  const isStateful = stateOf(resolveVariables(graph)).length > 0;
  return {
    ...{ kind, dtype, seed, file, graph, isStateful },
    records: randomRecords(random, generator, graph, isStateful ? FRAMES : RECORDS),
  };
};
