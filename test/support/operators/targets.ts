import type { Target } from '../../../host/aot/compile-module.ts';
import { compileGraph } from '../../../host/compile/compile-graph.ts';
import type { CompiledLayer, CompiledModel } from '../../../host/compile/compiled-model.ts';
import { instantiate } from '../../../host/execute/session.ts';
import type { Graph } from '../../../host/model/graph.ts';
import type { Rounding } from '../../../host/model/rounding.ts';
import { openOnCore } from '../../../host/profile/core-session.ts';
import { bareImage, RAM_BYTES } from './bare-image.ts';

type OnLayer = (layer: CompiledLayer, output: Uint8Array) => void;

/** Something that runs a compiled network, in fresh state. */
export interface Machine {
  readonly where: string;
  readonly infer: (inputs: readonly Uint8Array[], onLayer?: OnLayer) => Uint8Array[] | Promise<Uint8Array[]>;
  readonly close?: () => void;
}

export interface ProofTarget {
  readonly name: string;
  readonly isBoard?: boolean;
  /** Passes that it leaves out. */
  readonly withoutPasses?: readonly string[];
  /** All that runs what a graph becomes for this target: its outputs must be the same everywhere. */
  readonly open: (graph: Graph) => Promise<readonly Machine[]>;
}

export const inNode = async (model: CompiledModel, where: string): Promise<Machine> => {
  const { infer, inferLayers } = await instantiate(model);
  return { where, infer: (inputs, onLayer) => (onLayer ? inferLayers(inputs, onLayer) : infer(inputs)) };
};

const onCore = async (model: CompiledModel, target: Target): Promise<Machine> => {
  const core = openOnCore(await bareImage(model, target), model, { target, ramBytes: RAM_BYTES });
  return {
    where: 'on the core',
    infer: (inputs, onLayer) => core.infer(inputs, onLayer && ((layer, output) => onLayer(layer, output()))),
  };
};

const processor = (name: string, target: Target, rounding: Rounding): ProofTarget => ({
  name,
  isBoard: true,
  open: async (graph) => {
    const model = await compileGraph(graph, { target, rounding });
    return [await inNode(model, `${target} in Node`), await onCore(model, target)];
  },
});

export const targetsRounding = (rounding: Rounding): readonly ProofTarget[] => [
  { name: 'Node', open: async (graph) => [await inNode(await compileGraph(graph, { rounding }), 'scalar')] },
  {
    name: 'Node SIMD',
    open: async (graph) => [await inNode(await compileGraph(graph, { target: 'node', rounding }), 'SIMD')],
  },
  processor('Cortex-M0+', 'thumbv6m', rounding),
  processor('Cortex-M4', 'thumbv7em', rounding),
];

export const proofTargets = targetsRounding('tflm');
