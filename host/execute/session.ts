import type { CompiledLayer, CompiledModel } from '../compile/compiled-model.ts';
import { ExitCode, ToolError } from '../errors.ts';

/** A network ready to run in this process. */
export interface Session {
  /** Forgets what earlier inferences left, as in a new session; nothing where the network keeps no state. */
  readonly reset: () => void;
  /** One buffer per input, of exactly its bytes; gives one per output. */
  readonly infer: (inputs: readonly Uint8Array[]) => Uint8Array[];
  /** The same, telling each layer's outputs, one after the other, as soon as they exist. */
  readonly inferLayers: (
    inputs: readonly Uint8Array[],
    onLayer: (layer: CompiledLayer, output: Uint8Array) => void,
  ) => Uint8Array[];
}

const PAGE_BYTES = 65_536;
/** asc takes it that nothing lies below (Binaryen's low-memory bound): it may move so much from an address to an instruction's offset. */
const LOW_MEMORY = 1024;

/** Instantiates the module with its weights at the start of memory and the arena at its very end, where an overrun traps. */
export const instantiate = async (model: CompiledModel): Promise<Session> => {
  const pages = Math.ceil((LOW_MEMORY + model.weights.length + model.arenaBytes + 16) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages });
  const bytes = new Uint8Array(memory.buffer);
  const arena = (bytes.length - model.arenaBytes) & ~15;
  bytes.set(model.weights, LOW_MEMORY);
  const global = (value: number) => new WebAssembly.Global({ value: 'i32', mutable: false }, value);
  const imports = { env: { memory, weights: global(LOW_MEMORY), arena: global(arena) } };
  const { instance } = await WebAssembly.instantiate(model.wasm, imports);
  const steps = model.layers.map((layer) => ({ layer, run: instance.exports[layer.exportName] as () => void }));
  const read = ({ offset, bytes: length }: { offset: number; bytes: number }) =>
    bytes.slice(arena + offset, arena + offset + length);

  const load = (inputs: readonly Uint8Array[]) => {
    checkInputs(model, inputs);
    model.inputs.forEach(({ offset }, index) => {
      bytes.set(inputs[index] as Uint8Array, arena + offset);
    });
  };
  const inferLayers: Session['inferLayers'] = (inputs, onLayer) => {
    load(inputs);
    for (const { layer, run } of steps) {
      run();
      onLayer(layer, Buffer.concat(layer.outputs.map(read)));
    }
    return model.outputs.map(read);
  };
  const invoke =
    (instance.exports['invoke'] as (() => void) | undefined) ??
    (() => {
      for (const { run } of steps) run();
    });
  const infer: Session['infer'] = (inputs) => {
    load(inputs);
    invoke();
    return model.outputs.map(read);
  };
  const reset = (instance.exports['reset'] as (() => void) | undefined) ?? (() => undefined);
  reset();
  return { reset, infer, inferLayers };
};

const checkInputs = (model: CompiledModel, inputs: readonly Uint8Array[]): void => {
  if (inputs.length === model.inputs.length && model.inputs.every(({ bytes }, at) => bytes === inputs[at]?.length))
    return;
  const given = inputs.map(({ length }) => length);
  const wanted = model.inputs.map(({ bytes }) => bytes);
  throw new ToolError(
    'INPUT_SIZE',
    ExitCode.Usage,
    `inputs of ${given.join(', ')} bytes where the model takes ${wanted.join(', ')}`,
    "Give one record per input, of the input tensor's size.",
  );
};
