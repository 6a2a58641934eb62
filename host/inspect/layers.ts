import { type LoweredGraph, readInputs } from '../compile/lower-graph.ts';
import { sum } from '../facts/statistics.ts';
import { macs, parameters, widths } from '../model/facts.ts';
import type { Tensor } from '../model/graph.ts';
import type { Widths } from '../model/products.ts';
import { tensorBytes } from '../model/shapes.ts';
import { describe, type InspectedTensor } from './tensors.ts';

export interface InspectedLayer {
  readonly operatorIndex: number;
  readonly kind: string;
  readonly kernel: string;
  /** Why no kernel made for the board does. */
  readonly fallback?: string;
  /** What it computes with; shapes, positions and other constants that only say how are not among them. */
  readonly inputs: readonly InspectedTensor[];
  readonly outputs: readonly InspectedTensor[];
  /** Left to run, and to store. */
  readonly macs: number;
  /** Of the weights and values that it multiplies. */
  readonly bits: readonly Widths[];
  readonly parameters: number;
  readonly weightBytes: number;
  /** MACs per byte of weights, inputs and outputs, each moved once. */
  readonly intensity: number;
  /** Activations and scratch alive while it runs. */
  readonly liveBytes: number;
}

export const inspectLayers = ({ graph, steps, arena }: LoweredGraph): InspectedLayer[] =>
  steps.map(({ operator, lower }, step) => {
    const tensors = (ids: readonly number[]) => ids.map((id) => graph.tensors[id] as Tensor);
    const [inputs, outputs] = [tensors(readInputs(operator, lower)), tensors(operator.outputs)];
    const moved = lower.constants.length + sum([...inputs, ...outputs].map(tensorBytes));
    const work = macs(operator, graph);
    return {
      operatorIndex: operator.index,
      kind: operator.kind,
      kernel: lower.kernel,
      ...(lower.fallback !== undefined && { fallback: lower.fallback }),
      inputs: inputs.map(describe),
      outputs: outputs.map(describe),
      macs: work,
      bits: widths(operator, graph),
      parameters: parameters(operator, graph),
      weightBytes: lower.constants.length,
      intensity: work / moved,
      liveBytes: arena.liveBytes[step] ?? 0,
    };
  });
