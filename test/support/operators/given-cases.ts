import { readdirSync, readFileSync } from 'node:fs';
import { applyPasses } from '../../../host/compile/passes/index.ts';
import { ToolError } from '../../../host/errors.ts';
import type { Graph, Operator, Tensor } from '../../../host/model/graph.ts';
import { tensorBytes } from '../../../host/model/shapes.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import { sharedPath } from '../shared.ts';
import { cut, cutEvenly } from './cut.ts';
import { firstDifference } from './difference.ts';
import type { Judge, Trial } from './trial.ts';

/** A case of `golden/ops` that the importer refuses. */
export interface RefusedCase extends Pick<Trial, 'operator' | 'dtype' | 'name'> {
  readonly kinds: readonly string[];
  readonly code: string;
  readonly reason: string;
}
export type GivenCase = Trial | RefusedCase;
export const isAccepted = (one: GivenCase): one is Trial => 'graph' in one;

interface CaseFile {
  readonly name: string;
  readonly dtype: string;
  readonly ops: readonly string[];
  readonly n: number;
  readonly records: readonly string[];
  readonly intermediate?: readonly (Pick<Tensor, 'dtype' | 'shape'> & { readonly tensor: number })[];
}

/** Those of some operators, or all, in the order of operators; none where ../shared is absent. */
export const givenCases = (operators?: readonly string[]): GivenCase[] => {
  const folder = sharedPath('golden', 'ops');
  if (!folder) return [];
  return (operators ?? foldersIn(folder)).flatMap((operator) => {
    const cases = JSON.parse(readFileSync(`${folder}/${operator}/cases.json`, 'utf8')) as CaseFile[];
    return cases.map((file) => givenCase(`${folder}/${operator}`, operator, file));
  });
};

const foldersIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const givenCase = (folder: string, operator: string, file: CaseFile): GivenCase => {
  const { name, dtype, ops: kinds } = file;
  const row = { operator, dtype, name };
  const graph = importedOrRefused(readFileSync(`${folder}/${name}.tflite`));
  if (graph instanceof ToolError) return { ...row, kinds, code: graph.code, reason: graph.message };
  const read = (part: string) => cutEvenly(readFileSync(`${folder}/${name}.${part}.bin`), file.n);
  const layers = file.intermediate && read('mid');
  const judge: Trial['judge'] = (withoutPasses) =>
    judgeOf(graph, file, read('out'), layers && { layers, passed: applyPasses(graph, withoutPasses).tensors });
  return { ...row, graph, records: read('in'), judge };
};

const importedOrRefused = (bytes: Uint8Array): Graph | ToolError => {
  try {
    return importTflite(bytes);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
};

const judgeOf = (
  graph: Graph,
  { records, intermediate = [] }: CaseFile,
  expected: readonly Uint8Array[],
  inner: { readonly layers: readonly Uint8Array[]; readonly passed: readonly Tensor[] } | undefined,
): Judge => {
  const { tensors, outputs, operators } = graph;
  let verdict: string | undefined;
  const compare = (record: number, what: string, tensor: Tensor, actual: Uint8Array, wanted: Uint8Array) => {
    const difference = verdict === undefined ? firstDifference(tensor, actual, wanted) : undefined;
    if (difference !== undefined) verdict = `record ${record} (${records[record]}): ${what} ${difference}`;
  };
  const of = (ids: readonly number[], all = tensors): Tensor[] => ids.map((id) => all[id] as Tensor);
  return {
    outputs: (record, made) => {
      const ends = of(outputs);
      const wanted = cut(expected[record] as Uint8Array, ends.map(tensorBytes));
      ends.forEach((tensor, at) => {
        compare(record, `output ${at}`, tensor, made[at] as Uint8Array, wanted[at] as Uint8Array);
      });
    },
    ...(inner && {
      layer: (record, operatorIndex, output) => {
        const wanted = cut(inner.layers[record] as Uint8Array, intermediate.map(tensorBytes));
        const { kind, outputs: ids } = operators[operatorIndex] as Operator;
        const left = of(ids, inner.passed);
        cut(output, left.map(tensorBytes)).forEach((actual, at) => {
          const tensor = left[at] as Tensor;
          const all = wanted[intermediate.findIndex((one) => one.tensor === tensor.id)] as Uint8Array;
          const whole = tensors[tensor.id] as Tensor;
          compare(
            record,
            `${kind} (operator ${operatorIndex})`,
            tensor,
            actual,
            ofChannels(all, whole, tensor.channels),
          );
        });
      },
    }),
    verdict: () => verdict,
  };
};

/** The bytes of the channels that passes have left of a tensor. */
const ofChannels = (bytes: Uint8Array, { dtype, shape }: Tensor, channels?: readonly number[]): Uint8Array => {
  const count = shape.at(-1) as number;
  const width = tensorBytes({ dtype, shape: [] });
  return channels ? bytes.filter((_, at) => channels.includes(Math.floor(at / width) % count)) : bytes;
};
