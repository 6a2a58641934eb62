import type { BoardSpec } from '../../boards/spec.ts';

/** What inner loops are made for: plain WebAssembly, its 128-bit vectors, ARMv6-M's instructions, or ARMv7E-M's DSP instructions. */
export type Tiles = 'scalar' | 'simd128' | 'armv6m' | 'dsp';

/** What a network is compiled for: a board's processor, or this machine, where it runs in Node. */
export type NetworkTarget = BoardSpec['target'] | 'node';

/** What to spend flash on: fast tiles with constants laid out for them, or as little as does the work. */
export const aims = ['speed', 'size'] as const;
export type Aim = (typeof aims)[number];

const fastTiles: Readonly<Record<NetworkTarget, Tiles>> = { node: 'simd128', thumbv6m: 'armv6m', thumbv7em: 'dsp' };

export const tilesOf = (target: NetworkTarget | undefined, aim: Aim): Tiles =>
  target === undefined || aim === 'size' ? 'scalar' : fastTiles[target];
