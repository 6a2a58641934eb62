import type { Image } from '../aot/image.ts';
import type { ArenaTensor, CompiledLayer, CompiledModel } from '../compile/compiled-model.ts';
import { BareCore, type BareCoreOptions } from '../emulate/bare/bare-core.ts';
import { RAM_ORIGIN } from '../emulate/bare/machine.ts';

const INSTRUCTION_LIMIT = 1e10;

export interface LayerCost {
  readonly instructions: number;
  readonly cycles: number;
}

/** A network on a bare core: its layers are called one by one, without the runtime around them. */
export interface CoreSession {
  /** Forgets what earlier inferences left, as in a new session. */
  readonly reset: () => void;
  /** One buffer per input; gives one per output. Tells each layer's outputs, one after the other, and what it cost. */
  readonly infer: (
    inputs: readonly Uint8Array[],
    onLayer?: (layer: CompiledLayer, output: () => Uint8Array, cost: LayerCost) => void,
  ) => Uint8Array[];
}

/** Loads an image with a model's layers (symbols `model.layer0`, …) and its arena, and runs it where it lies. */
export const openOnCore = (
  image: Image,
  model: CompiledModel,
  options: Omit<BareCoreOptions, 'instructionLimit'>,
): CoreSession => {
  const core = new BareCore({ ...options, instructionLimit: INSTRUCTION_LIMIT });
  core.load(image);
  const addresses = new Map(image.symbols.map(({ name, address }) => [name, address]));
  const addressOf = (symbol: string): number => addresses.get(symbol) as number;
  const arena = addressOf('env.arena') - (options.ramOrigin ?? RAM_ORIGIN);
  const bytesOf = ({ offset, bytes }: ArenaTensor) => core.ram.subarray(arena + offset, arena + offset + bytes);
  const reset = () => {
    if (model.hasState) core.call(addressOf('model.reset'), [], 0);
  };
  reset();
  return {
    reset,
    infer: (inputs, onLayer) => {
      model.inputs.forEach((tensor, at) => {
        bytesOf(tensor).set(inputs[at] as Uint8Array);
      });
      for (const layer of model.layers) {
        const cost = core.call(addressOf(`model.${layer.exportName}`), [], 0);
        if (cost.isTrap) throw new Error(`${layer.kernel} (operator ${layer.operatorIndex}) traps on the core`);
        onLayer?.(layer, () => Buffer.concat(layer.outputs.map(bytesOf)), cost);
      }
      return model.outputs.map((tensor) => bytesOf(tensor).slice());
    },
  };
};
