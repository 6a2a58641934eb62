import type { BoardSpec } from '../../boards/spec.ts';

/** What inner loops are made for: plain WebAssembly, ARMv6-M's instructions, or ARMv7E-M's DSP instructions. */
export type Tiles = 'scalar' | 'armv6m' | 'dsp';

export const tilesOf: Readonly<Record<BoardSpec['target'], Tiles>> = { thumbv6m: 'armv6m', thumbv7em: 'dsp' };
