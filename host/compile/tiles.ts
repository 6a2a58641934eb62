import type { BoardSpec } from '../../boards/spec.ts';

/** What inner loops are made for: plain WebAssembly, its 128-bit vectors, ARMv6-M's instructions, or ARMv7E-M's DSP instructions. */
export type Tiles = 'scalar' | 'simd128' | 'armv6m' | 'dsp';

/** What a network is compiled for: a board's processor, or this machine, where it runs in Node. */
export type NetworkTarget = BoardSpec['target'] | 'node';

export const tilesOf: Readonly<Record<NetworkTarget, Tiles>> = {
  node: 'simd128',
  thumbv6m: 'armv6m',
  thumbv7em: 'dsp',
};
