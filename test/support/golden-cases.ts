import { readFileSync } from 'node:fs';
import { ToolError } from '../../host/errors.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { sharedPath } from './shared.ts';

export interface GoldenCase {
  readonly title: string;
  readonly graph: Graph;
  /** Records: the concatenated inputs, and the concatenated outputs that TFLite Micro gives. */
  readonly records: readonly { readonly input: Uint8Array; readonly output: Uint8Array }[];
}

const operators = [
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'ADD',
  'AVERAGE_POOL_2D',
  'PAD',
  'RESHAPE',
  'SOFTMAX',
  'MULTI',
];

/** The int8 cases of one folder of `golden/ops` that consist of supported operators. */
const casesOf = (operator: string): GoldenCase[] => {
  const folder = sharedPath('golden', 'ops', operator);
  if (!folder) return [];
  const list = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as { name: string; dtype: string; n: number }[];
  return list
    .filter(({ dtype }) => dtype === 'int8')
    .flatMap(({ name, n }) => {
      const graph = supported(readFileSync(`${folder}/${name}.tflite`), operator === 'MULTI');
      if (!graph) return [];
      const inputs = readFileSync(`${folder}/${name}.in.bin`);
      const outputs = readFileSync(`${folder}/${name}.out.bin`);
      const part = (bytes: Buffer, record: number) =>
        bytes.subarray((record * bytes.length) / n, ((record + 1) * bytes.length) / n);
      const records = Array.from({ length: n }, (_, record) => ({
        input: part(inputs, record),
        output: part(outputs, record),
      }));
      return [{ title: `${operator}/${name}`, graph, records }];
    });
};

/** Graphs of several operators may contain ones that are not supported; single ones must import. */
const supported = (bytes: Uint8Array, mayBeUnsupported: boolean): Graph | undefined => {
  try {
    return importTflite(bytes);
  } catch (error) {
    if (mayBeUnsupported && error instanceof ToolError && error.code === 'UNSUPPORTED_OPERATOR') return undefined;
    throw error;
  }
};

export const goldenCases = (folders: readonly string[] = operators): GoldenCase[] => folders.flatMap(casesOf);

/** Splits concatenated inputs into one buffer per input. */
export const splitInputs = (input: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  let at = 0;
  return sizes.map((bytes) => {
    at += bytes;
    return input.subarray(at - bytes, at);
  });
};
