import { RAM, WEIGHTS } from './subject.ts';

const PAGE_BYTES = 0x1_0000;

/** Linear memory with the processors' addresses; untouched pages cost nothing. */
const memory = new WebAssembly.Memory({ initial: (RAM.origin + RAM.bytes) / PAGE_BYTES });
export const ram = new Uint8Array(memory.buffer, RAM.origin, RAM.bytes);

type Export = (...args: readonly number[]) => number | undefined;

/** The module in Node, its memory all zero but for the weights: the reference. */
export const instantiate = (wasm: Uint8Array, weights: Uint8Array): Readonly<Record<string, Export>> => {
  ram.fill(0);
  new Uint8Array(memory.buffer, WEIGHTS).set(weights);
  const address = (value: number) => new WebAssembly.Global({ value: 'i32', mutable: false }, value);
  const env = { memory, weights: address(WEIGHTS), arena: address(RAM.origin) };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { env });
  return exports as Record<string, Export>;
};
