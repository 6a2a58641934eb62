import { readdirSync, readFileSync } from 'node:fs';
import { applyPasses } from '../../../host/compile/passes/index.ts';
import { ToolError } from '../../../host/errors.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { importTflite } from '../../../host/model/tflite/read.ts';
import { sharedPath } from '../shared.ts';
import { cutEvenly } from './cut.ts';
import { type ExpectedLayers, judgeLayers, judgeOutputs } from './judges.ts';
import type { Trial } from './trial.ts';

/** The folder of graphs of several operators. */
export const SEVERAL = 'MULTI';

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
  /** Of `.mid.bin`, where there is one. */
  readonly intermediate?: ExpectedLayers['order'];
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
  const judge: Trial['judge'] = (withoutPasses) => {
    const outputs = judgeOutputs(graph, read('out'));
    if (!file.intermediate) return outputs;
    const passed = applyPasses(graph, withoutPasses).tensors;
    const layers = judgeLayers(graph, { order: file.intermediate, records: read('mid'), passed });
    return { ...outputs, layer: layers.layer, verdict: () => layers.verdict() ?? outputs.verdict() };
  };
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
