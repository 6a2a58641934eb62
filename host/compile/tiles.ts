import type { BoardSpec } from '../../boards/spec.ts';

/** What inner loops may use: plain WebAssembly, or ARMv7E-M's DSP instructions as well. */
export type Tiles = 'scalar' | 'dsp';

export const tilesOf: Readonly<Record<BoardSpec['target'], Tiles>> = { thumbv6m: 'scalar', thumbv7em: 'dsp' };
