import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emitModule } from '../../host/compile/emit-module.ts';
import { lowerGraph } from '../../host/compile/lower-graph.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import { resolveVariables } from '../../host/compile/resolve-variables.ts';
import { ToolError } from '../../host/errors.ts';
import { macs } from '../../host/model/facts.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importOnnx } from '../../host/model/onnx/import-onnx.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { samples } from './graphs.ts';
import { onnxCases } from './onnx-cases/all.ts';
import { modelFile } from './onnx-model.ts';
import { OnnxMutator } from './onnx-mutator.ts';
import { QdqNetwork } from './qdq-network.ts';
import { qonnxNetworks } from './qonnx/networks.ts';
import { Random } from './random.ts';
import { realVariants } from './real-variants.ts';
import { sharedPath } from './shared.ts';
import { Mutator } from './tflite-mutator.ts';

const demo = fileURLToPath(new URL('../../models/demo', import.meta.url));
const CODES = ['MODEL_DAMAGED', 'MODEL_UNKNOWN_FORMAT', 'UNSUPPORTED_OPERATOR', 'MODEL_TOO_LARGE'];
/** Lowering packs every weight: not for the large ones, a hundred thousand times. */
const MAX_LOWERED_MACS = 300_000;
const MAX_LOWERED_BYTES = 100_000;

/** What tiles make of a graph does not depend on the file that it came from: TFLite's show it. */
const tilesToLower = { tflite: ['scalar', 'simd128', 'armv6m', 'dsp'], onnx: ['scalar'] } as const;
const importers = { tflite: importTflite, onnx: importOnnx };
type Format = keyof typeof importers;

/** Sound ONNX files to start from: one of each operator, and the real networks that are there. */
export const onnxSeedFiles = (): OnnxMutator[] => {
  const small = onnxCases.map(({ build }) => modelFile(build(new QdqNetwork(new Random(1)))));
  const folders = [sharedPath('models', 'onnx-qdq'), sharedPath('golden', 'bnn', 'qonnx')];
  return [...small, ...qonnxNetworks.map(modelFile), ...folders.flatMap((folder) => modelsIn(folder, '.onnx'))].map(
    (file) => new OnnxMutator(file),
  );
};

/** Sound files to start from: our samples, and whatever real models and golden cases are there. */
export const seedFiles = (): Mutator[] => {
  const files = [demo, sharedPath('models')].flatMap((folder) => modelsIn(folder));
  const golden = goldenFolders().flatMap((folder) => {
    const cases = modelsIn(folder);
    // One case is enough of an operator that is refused anyway.
    return Object.hasOwn(samples, basename(folder)) || folder.endsWith('MULTI') ? cases : cases.slice(0, 1);
  });
  const small = [...Object.values(samples), ...realVariants.map(([, graph]) => graph)].map(writeTflite);
  return [...small, ...files, ...golden].map((file) => new Mutator(file));
};

const modelsIn = (folder: string | undefined, extension = '.tflite'): Uint8Array[] =>
  folder && existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(extension))
        .map((name) => readFileSync(join(folder, name)))
    : [];

const goldenFolders = (): string[] => {
  const ops = sharedPath('golden', 'ops');
  return ops
    ? readdirSync(ops, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(ops, name))
    : [];
};

/**
 * Imports a damaged file. It is refused by name, or it is a graph that writes and reads back as itself and that the compiler
 * can lower.
 * @returns the graph, or the code of its refusal
 */
export const importDamaged = (file: Uint8Array, format: Format = 'tflite'): Graph | string => {
  let graph: Graph;
  try {
    graph = importers[format](file, 'fuzz');
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    assert.ok(CODES.includes(error.code), error.code);
    assert.ok(error.message.length < 10_000 && error.remedy.length > 0);
    return error.code;
  }
  assert.deepEqual(importTflite(writeTflite(graph), 'fuzz'), graph);
  if (isSmall(graph))
    for (const one of [resolveVariables(graph), applyPasses(graph)])
      for (const tiles of tilesToLower[format]) emitModule(lowerGraph(one, tiles), tiles);
  return graph;
};

export const isSmall = (graph: Graph): boolean =>
  graph.operators.reduce((sum, operator) => sum + macs(operator, graph), 0) <= MAX_LOWERED_MACS &&
  graph.tensors.reduce((sum, tensor) => sum + tensorBytes(tensor), 0) <= MAX_LOWERED_BYTES;
