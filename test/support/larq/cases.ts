import { readFileSync } from 'node:fs';
import { applyPasses } from '../../../host/compile/passes/index.ts';
import { ToolError } from '../../../host/errors.ts';
import type { DType, Graph } from '../../../host/model/graph.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import { cutEvenly } from '../operators/cut.ts';
import { SEVERAL } from '../operators/given-cases.ts';
import { type ExpectedLayers, judgeLayers, judgeOutputs } from '../operators/judges.ts';
import type { Trial } from '../operators/trial.ts';
import { sharedPath } from '../shared.ts';

interface TensorFile {
  readonly file: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** A case of `golden/bnn` with Larq Compute Engine's operators. */
interface CaseFile {
  readonly id: string;
  readonly format: string;
  readonly kind: 'quantize' | 'dequantize' | 'bmaxpool' | 'bconv2d' | 'network' | 'refuse';
  readonly model: string;
  readonly expect: 'run' | 'refuse';
  readonly code?: string;
  readonly reason?: string;
  readonly samples?: number;
  readonly inputs?: readonly TensorFile[];
  readonly outputs?: readonly TensorFile[];
  readonly params?: { readonly output: string };
  /** What operators write for the first sample. */
  readonly layers?: { readonly file: string; readonly each: ExpectedLayers['order'] };
}

export interface RefusedCase {
  readonly id: string;
  readonly code: string;
  readonly reason: string;
  /** What importing it throws. */
  readonly error: unknown;
}

export interface LarqCases {
  readonly accepted: readonly Trial[];
  /** Cases that are to be refused. */
  readonly refused: readonly RefusedCase[];
  /** Cases that are to run, and are refused. */
  readonly wrongly: readonly { readonly id: string; readonly error: unknown }[];
}

const operators = {
  quantize: 'LceQuantize',
  dequantize: 'LceDequantize',
  bmaxpool: 'LceBMaxPool2d',
  bconv2d: 'LceBconv2d',
  network: SEVERAL,
} as const;

/** Words of signs are called binary. */
const typeOf = (dtype: string | undefined): string => (dtype === 'int32' ? 'binary' : (dtype ?? ''));

const labelOf = ({ kind, inputs, outputs, params }: CaseFile): string => {
  if (kind === 'quantize') return typeOf(inputs?.[0]?.dtype);
  if (kind === 'dequantize') return typeOf(outputs?.[0]?.dtype);
  return kind === 'bconv2d' && params?.output !== 'packed' ? (params?.output ?? '') : 'binary';
};

const importedOrError = (bytes: Uint8Array): Graph | ToolError => {
  try {
    return importTflite(bytes);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
};

const trialOf = (folder: string, file: CaseFile, graph: Graph): Trial => {
  const { id, kind, samples = 1, inputs = [], outputs = [], layers } = file;
  const joined = (files: readonly TensorFile[]): Uint8Array[] => {
    const parts = files.map((one) => cutEvenly(readFileSync(`${folder}/${one.file}`), samples));
    return Array.from(
      { length: samples },
      (_, at) => new Uint8Array(Buffer.concat(parts.map((part) => part[at] as Uint8Array))),
    );
  };
  const judge: Trial['judge'] = (withoutPasses) => {
    const ends = judgeOutputs(graph, joined(outputs));
    if (!layers) return ends;
    const passed = applyPasses(graph, withoutPasses).tensors;
    const inner = judgeLayers(graph, {
      order: layers.each,
      records: [readFileSync(`${folder}/${layers.file}`)],
      passed,
    });
    return {
      ...ends,
      layer: (record, operator, output) => {
        if (record === 0) inner.layer(record, operator, output);
      },
      verdict: () => inner.verdict() ?? ends.verdict(),
    };
  };
  const operator = operators[kind as keyof typeof operators];
  return { operator, dtype: labelOf(file), name: id, graph, records: joined(inputs), judge };
};

/** None where ../shared is absent. */
export const larqCases = (): LarqCases => {
  const folder = sharedPath('golden', 'bnn');
  if (!folder) return { accepted: [], refused: [], wrongly: [] };
  const { cases } = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as { readonly cases: readonly CaseFile[] };
  const read = cases
    .filter(({ format }) => format === 'tflite')
    .map((file) => ({ file, graph: importedOrError(readFileSync(`${folder}/${file.model}`)) }));
  const toRun = read.filter(({ file }) => file.expect === 'run');
  return {
    accepted: toRun.flatMap(({ file, graph }) => (graph instanceof ToolError ? [] : [trialOf(folder, file, graph)])),
    wrongly: toRun.flatMap(({ file: { id }, graph }) => (graph instanceof ToolError ? [{ id, error: graph }] : [])),
    refused: read.flatMap(({ file: { id, expect, code = '', reason = '' }, graph }) =>
      expect === 'refuse' ? [{ id, code, reason, error: graph }] : [],
    ),
  };
};
