import { macs, parameters, workOf } from '../model/facts.ts';
import type { Graph, Tensor } from '../model/graph.ts';
import { tensorBytes } from '../model/shapes.ts';
import { type AscRequest, compileAssemblyScript } from './asc.ts';
import type { ArenaTensor, CompiledLayer, CompiledModel } from './compiled-model.ts';
import { emitModule } from './emit-module.ts';
import { lowerGraph, readActivations } from './lower-graph.ts';
import { applyPasses } from './passes/index.ts';

export interface CompileOptions {
  /** Names of passes to leave out. */
  readonly withoutPasses?: readonly string[];
}

/** What a network's module is compiled from. */
export const modelSource = (source: string): AscRequest => ({ entry: 'model.ts', files: { 'model.ts': source } });

/**
 * Compiles a graph: passes rewrite it, each operator is lowered to a kernel call with its constants, the arena is planned, and
 * the generated AssemblyScript becomes one WebAssembly module that follows the device ABI.
 */
export const compileGraph = async (imported: Graph, { withoutPasses }: CompileOptions = {}): Promise<CompiledModel> => {
  const lowered = lowerGraph(applyPasses(imported, withoutPasses));
  const { graph, steps, arena, pool } = lowered;
  const place = (tensor: number): ArenaTensor => {
    const { name, dtype, shape, quantization } = graph.tensors[tensor] as Tensor;
    const bytes = tensorBytes({ dtype, shape });
    return { tensor, name, dtype, shape, ...(quantization && { quantization }), offset: arena.offsetOf(tensor), bytes };
  };
  const layers = steps.map(
    ({ operator, lower }, index): CompiledLayer => ({
      exportName: `layer${index}`,
      kind: operator.kind,
      operatorIndex: operator.index,
      kernel: lower.kernel,
      macs: macs(operator, graph),
      parameters: parameters(operator, graph),
      weightBytes: lower.constants.length,
      inputBytes: readActivations(operator).reduce((sum, id) => sum + place(id).bytes, 0),
      scratchBytes: lower.scratchBytes,
      output: place(operator.outputs[0] as number),
    }),
  );
  const source = emitModule(lowered);
  return {
    name: graph.name,
    work: workOf(imported),
    wasm: await compileAssemblyScript(modelSource(source)),
    weights: pool.bytes,
    arenaBytes: arena.bytes,
    arenaLowerBoundBytes: arena.lowerBoundBytes,
    inputs: graph.inputs.map(place),
    outputs: graph.outputs.map(place),
    layers,
    source,
  };
};
