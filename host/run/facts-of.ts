import type { NamedBoard } from '../../boards/spec.ts';
import type { ImageSizes } from '../aot/image.ts';
import type { CompiledLayer, CompiledModel } from '../compile/compiled-model.ts';
import { explain } from '../explain/explain.ts';
import type { LayerFacts, RunFacts } from '../facts/run-facts.ts';
import { median, sum } from '../facts/statistics.ts';
import type { Execution } from '../profile/execute.ts';
import type { TimedLayer } from './time-inferences.ts';

const bytes = (tensors: readonly { readonly bytes: number }[]): number => sum(tensors.map((tensor) => tensor.bytes));

export const boardFacts = (board: NamedBoard): RunFacts['board'] => ({
  id: board.id,
  title: board.title,
  clockHz: board.clockHz,
  timing: board.timing,
  counts: board.counts,
  flashBytes: board.flash.bytes,
  ramBytes: board.ram.bytes,
});

/** Each layer, with the median of its times where there are any. */
export const layerFacts = (model: CompiledModel, timed: readonly TimedLayer[]): LayerFacts[] =>
  model.layers.map((layer, index) => {
    const seen = timed.filter((one) => one.layer === index);
    const middle = (select: (one: TimedLayer) => number | undefined) =>
      median(seen.flatMap((one) => select(one) ?? []));
    const [seconds, cycles, instructions] = [
      middle((one) => one.seconds),
      middle((one) => one.cycles),
      middle((one) => one.instructions),
    ];
    return {
      index,
      operatorIndex: layer.operatorIndex,
      kind: layer.kind,
      kernel: layer.kernel,
      shape: layer.outputs[0]?.shape ?? [],
      macs: layer.macs,
      bits: layer.bits,
      parameters: layer.parameters,
      weightBytes: layer.weightBytes,
      ...(seconds !== undefined && { seconds }),
      ...(cycles !== undefined && { cycles }),
      ...(instructions !== undefined && { instructions }),
    };
  });

/** A board's instructions are counted; what they take is another matter. */
export const withModelledCycles = (facts: RunFacts, { layers }: Execution): RunFacts => ({
  ...facts,
  modelledCycles: sum(layers.map(({ cycles }) => cycles)),
  layers: facts.layers.map((layer) => ({ ...layer, cycles: layers[layer.index]?.cycles ?? 0 })),
});

/** Each layer's instructions, beside what its kernel is expected to take. */
export const withExplanations = (
  facts: RunFacts,
  model: CompiledModel,
  board: NamedBoard,
  { layers }: Execution,
): RunFacts => ({
  ...facts,
  layers: facts.layers.map((layer) => {
    const compiled = model.layers[layer.index] as CompiledLayer;
    const explanation = explain(compiled, board.target);
    const { fallback } = compiled;
    return {
      ...layer,
      instructions: layers[layer.index]?.instructions ?? 0,
      ...(explanation && { explanation }),
      ...(fallback !== undefined && { fallback }),
    };
  }),
});

/** What is known of a compiled network before it runs. */
export const factsOfModel = (model: CompiledModel, crc32: number, board: RunFacts['board']): RunFacts => ({
  model: {
    name: model.name,
    inputBytes: bytes(model.inputs),
    outputBytes: bytes(model.outputs),
    crc32,
    rounding: model.rounding,
  },
  work: model.work,
  board,
  layers: layerFacts(model, []),
  arenaBytes: model.arenaBytes,
  arenaLowerBoundBytes: model.arenaLowerBoundBytes,
  bytesMoved: sum(
    model.layers.map(({ weightBytes, inputBytes, outputs }) => weightBytes + inputBytes + bytes(outputs)),
  ),
});

/** What is known of a network and its firmware before any board is asked. */
export const staticFacts = (model: CompiledModel, crc32: number, board: NamedBoard, sizes: ImageSizes): RunFacts => ({
  ...factsOfModel(model, crc32, boardFacts(board)),
  sizes,
});
