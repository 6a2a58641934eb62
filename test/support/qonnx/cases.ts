import { readFileSync } from 'node:fs';
import { ToolError } from '../../../host/errors.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { importOnnx } from '../../../host/model/onnx/import-onnx.ts';
import { cutEvenly } from '../operators/cut.ts';
import { SEVERAL } from '../operators/given-cases.ts';
import { judgeOutputs } from '../operators/judges.ts';
import type { Judge, Trial } from '../operators/trial.ts';
import { sharedPath } from '../shared.ts';

interface TensorFile {
  readonly file: string;
  /** How bytes of the file become the input, where they are none. */
  readonly feed?: string;
}

/** A case of `golden/bnn` with QONNX operators. */
interface CaseFile {
  readonly id: string;
  readonly format: string;
  readonly model: string;
  readonly expect: 'run' | 'refuse' | 'refuse_or_match';
  readonly code?: string;
  readonly reason?: string;
  readonly compare?: 'bytes' | 'tolerance';
  readonly tolerance?: number;
  readonly samples?: number;
  readonly inputs?: readonly TensorFile[];
  readonly outputs?: readonly TensorFile[];
}

interface OtherCase {
  readonly id: string;
  readonly code: string;
  readonly reason: string;
  /** What importing it throws; the graph where nothing is thrown. */
  readonly result: unknown;
}

export interface QonnxCases {
  readonly accepted: readonly Trial[];
  /** Cases that may be or are to be refused. */
  readonly refused: readonly OtherCase[];
  /** Cases that are to run, and are refused. */
  readonly wrongly: readonly OtherCase[];
}

const importedOrError = (bytes: Uint8Array): Graph | ToolError => {
  try {
    return importOnnx(bytes);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
};

const PIXEL = 255;

const fedBytes = (path: string, feed: string | undefined): Uint8Array => {
  const bytes = readFileSync(path);
  return feed ? new Uint8Array(Float32Array.from(bytes, (value) => value / PIXEL).buffer) : bytes;
};

const reals = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);

/** Differences up to a tolerance, which the manifest gives where scales are no powers of two. */
const judgeNearly = (expected: readonly Uint8Array[], tolerance: number): Judge => {
  let verdict: string | undefined;
  return {
    outputs: (record, outputs) => {
      const wanted = reals(expected[record] as Uint8Array);
      const made = reals(Buffer.concat(outputs));
      if (made.length !== wanted.length) verdict ??= `record ${record}: ${made.length} numbers, not ${wanted.length}`;
      made.forEach((value, at) => {
        // What is no number is no difference below any tolerance.
        if (!(Math.abs(value - (wanted[at] as number)) <= tolerance))
          verdict ??= `record ${record}, element ${at}: ${value}, not ${wanted[at]}`;
      });
    },
    verdict: () => verdict,
  };
};

const joined = (parts: readonly (readonly Uint8Array[])[], samples: number): Uint8Array[] =>
  Array.from(
    { length: samples },
    (_, at) => new Uint8Array(Buffer.concat(parts.map((part) => part[at] as Uint8Array))),
  );

const trialOf = (folder: string, file: CaseFile, graph: Graph): Trial => {
  const { id, compare, tolerance = 0, samples = 1, inputs = [], outputs = [] } = file;
  const partsOf = (files: readonly TensorFile[]) =>
    joined(
      files.map((one) => cutEvenly(fedBytes(`${folder}/${one.file}`, one.feed), samples)),
      samples,
    );
  const expected = partsOf(outputs);
  const judge = () => (compare === 'tolerance' ? judgeNearly(expected, tolerance) : judgeOutputs(graph, expected));
  return { operator: SEVERAL, dtype: 'qonnx', name: id, graph, records: partsOf(inputs), judge };
};

/** None where ../shared is absent. */
export const qonnxCases = (): QonnxCases => {
  const folder = sharedPath('golden', 'bnn');
  if (!folder) return { accepted: [], refused: [], wrongly: [] };
  const { cases } = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as { readonly cases: readonly CaseFile[] };
  const read = cases
    .filter(({ format }) => format === 'onnx')
    .map((file) => ({ file, graph: importedOrError(readFileSync(`${folder}/${file.model}`)) }));
  const other = ({ file: { id, code = '', reason = '' }, graph }: (typeof read)[number]): OtherCase => ({
    ...{ id, code, reason },
    result: graph,
  });
  const accepted = read.flatMap(({ file, graph }) =>
    graph instanceof ToolError || file.expect === 'refuse' ? [] : [trialOf(folder, file, graph)],
  );
  return {
    accepted,
    wrongly: read.filter(({ file, graph }) => file.expect === 'run' && graph instanceof ToolError).map(other),
    refused: read.filter(({ file }) => file.expect !== 'run').map(other),
  };
};
