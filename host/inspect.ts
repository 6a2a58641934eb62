import type { BoardSpec } from '../boards/spec.ts';
import { lowerGraph } from './compile/lower-graph.ts';
import { applyPasses } from './compile/passes/index.ts';
import { sum } from './facts/statistics.ts';
import { macs, parameters, type Work, workOf } from './model/facts.ts';
import type { DType, Graph, Tensor } from './model/graph.ts';
import { tensorBytes } from './model/shapes.ts';

export interface InspectedTensor {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly scale?: number;
  readonly zeroPoint?: number;
}

export interface InspectedLayer {
  readonly operatorIndex: number;
  readonly kind: string;
  readonly kernel: string;
  readonly input: InspectedTensor;
  readonly output: InspectedTensor;
  /** Left to run, and to store. */
  readonly macs: number;
  readonly parameters: number;
  readonly weightBytes: number;
  /** Activations and scratch alive while it runs. */
  readonly liveBytes: number;
}

export interface Inspection {
  readonly name: string;
  readonly inputs: readonly InspectedTensor[];
  readonly outputs: readonly InspectedTensor[];
  readonly layers: readonly InspectedLayer[];
  /** Of the model as its file has it. */
  readonly macs: number;
  readonly parameters: number;
  /** What passes leave of it. */
  readonly compiled: Work;
  readonly weightBytes: number;
  readonly arenaBytes: number;
  readonly arenaLowerBoundBytes: number;
  /** Whether arena, inputs and stack fit the RAM, and weights the flash; code and runtime, below 20 KB, are not counted. */
  readonly boards: readonly { readonly id: string; readonly fitsRam: boolean; readonly fitsFlash: boolean }[];
}

const describe = (tensor: Tensor): InspectedTensor => {
  const { name, dtype, shape, quantization } = tensor;
  const [scale] = quantization?.scales ?? [];
  const [zeroPoint] = quantization?.zeroPoints ?? [];
  return { name, dtype, shape, ...(scale !== undefined && { scale }), ...(zeroPoint !== undefined && { zeroPoint }) };
};

/** What a model costs, before anything is built. */
export const inspect = (
  imported: Graph,
  boards: Readonly<Record<string, BoardSpec>>,
  withoutPasses: readonly string[] = [],
): Inspection => {
  const { graph, steps, arena, pool } = lowerGraph(applyPasses(imported, withoutPasses), 'scalar');
  const tensor = (id: number | undefined) => graph.tensors[id ?? -1] as Tensor;
  const layers = steps.map(({ operator, lower }, step) => ({
    operatorIndex: operator.index,
    kind: operator.kind,
    kernel: lower.kernel,
    input: describe(tensor(operator.inputs[0])),
    output: describe(tensor(operator.outputs[0])),
    macs: macs(operator, graph),
    parameters: parameters(operator, graph),
    weightBytes: lower.constants.length,
    liveBytes: arena.liveBytes[step] ?? 0,
  }));
  const inputBytes = sum(graph.inputs.map((id) => tensorBytes(tensor(id))));
  return {
    name: graph.name,
    inputs: graph.inputs.map((id) => describe(tensor(id))),
    outputs: graph.outputs.map((id) => describe(tensor(id))),
    layers,
    ...workOf(imported),
    compiled: workOf(graph),
    weightBytes: pool.bytes.length,
    arenaBytes: arena.bytes,
    arenaLowerBoundBytes: arena.lowerBoundBytes,
    boards: Object.entries(boards).map(([id, { flash, ram, stackBytes }]) => ({
      id,
      fitsRam: arena.bytes + inputBytes + stackBytes <= ram.bytes,
      fitsFlash: pool.bytes.length <= flash.bytes,
    })),
  };
};
