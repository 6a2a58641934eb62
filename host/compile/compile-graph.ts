import { SLACK_BYTES } from '../../assembly/shared/simd_layout.ts';
import { macs, parameters, widths, workOf } from '../model/facts.ts';
import type { Graph, Tensor } from '../model/graph.ts';
import type { Rounding } from '../model/rounding.ts';
import { tensorBytes } from '../model/shapes.ts';
import { stateOf } from '../model/variables.ts';
import { type AscRequest, compileAssemblyScript } from './asc.ts';
import type { ArenaTensor, CompiledLayer, CompiledModel } from './compiled-model.ts';
import { emitModule } from './emit-module.ts';
import { lowerGraph, readInputs } from './lower-graph.ts';
import { applyPasses } from './passes/index.ts';
import { refuseReals } from './refuse-reals.ts';
import { type Aim, type NetworkTarget, tilesOf } from './tiles.ts';
import { withRounding } from './with-rounding.ts';

export interface CompileOptions {
  /** Inner loops for which processor; plain WebAssembly without one. */
  readonly target?: NetworkTarget;
  /** `speed` if absent. */
  readonly aim?: Aim;
  /** `tflm` if absent. */
  readonly rounding?: Rounding;
  /** Names of passes to leave out. */
  readonly withoutPasses?: readonly string[];
}

type Made = Pick<CompiledModel, 'source' | 'tiles' | 'aim' | 'rounding'>;

const request = ({ source, tiles, aim, rounding }: Made): AscRequest => ({
  entry: 'model.ts',
  files: { 'model.ts': source },
  flags: [
    ...['--use', `HAS_DSP=${tiles === 'dsp' ? 1 : 0}`],
    ...(tiles === 'simd128' ? ['--enable', 'simd'] : []),
    ...(aim === 'size' ? ['--shrinkLevel', '2'] : []),
    ...(rounding === 'xnnpack' ? ['--use', 'ROUNDS_OTHERWISE=1'] : []),
  ],
});

/** What the module for a network's target is compiled from. */
export const modelSource = (model: CompiledModel): AscRequest => request(model);

/**
 * Compiles a graph: passes rewrite it, each operator is lowered to a kernel call with its constants, the arena is planned, and
 * the generated AssemblyScript becomes one WebAssembly module that follows the device ABI.
 * @throws ToolError `NOT_QUANTIZED` where a board would have to weigh real numbers, `UNKNOWN_PASS`
 */
export const compileGraph = async (
  imported: Graph,
  { withoutPasses, target, aim = 'speed', rounding = 'tflm' }: CompileOptions = {},
): Promise<CompiledModel> => {
  refuseReals(imported, target);
  const tiles = tilesOf(target, aim);
  const lowered = lowerGraph(applyPasses(withRounding(imported, rounding), withoutPasses), tiles);
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
      ...(lower.fallback !== undefined && { fallback: lower.fallback }),
      macs: macs(operator, graph),
      bits: widths(operator, graph),
      parameters: parameters(operator, graph),
      weightBytes: lower.constants.length,
      // An operator of whose input the shape alone counts reads none.
      inputShape: graph.tensors[readInputs(operator, lower)[0] ?? -1]?.shape ?? [],
      inputBytes: readInputs(operator, lower).reduce((sum, id) => sum + place(id).bytes, 0),
      scratchBytes: lower.scratchBytes,
      // An assignment makes no tensor: it writes its first input.
      outputs: (operator.outputs.length > 0 ? operator.outputs : operator.inputs.slice(0, 1)).map(place),
    }),
  );
  const made = { source: emitModule(lowered, tiles), tiles, aim, rounding };
  return {
    name: graph.name,
    work: workOf(imported),
    wasm: await compileAssemblyScript(request({ ...made, tiles: tiles === 'dsp' ? 'scalar' : tiles })),
    weights: pool.bytes,
    arenaBytes: arena.bytes + (tiles === 'simd128' ? SLACK_BYTES : 0),
    arenaLowerBoundBytes: arena.lowerBoundBytes,
    inputs: graph.inputs.map(place),
    outputs: graph.outputs.map(place),
    layers,
    hasState: stateOf(graph).length > 0,
    ...made,
  };
};
