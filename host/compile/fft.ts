import { Constants } from './constants.ts';

/** Which parts a stage joins: `radix` of `length` points each, `blocks` times. */
export interface FftStage {
  readonly radix: number;
  readonly length: number;
  readonly blocks: number;
}

/** Of a number of points: fours first, then twos, threes and fives (kissfft, kiss_fft.c, kf_factor). The first stage joins last. */
export const stagesOf = (points: number): FftStage[] => {
  const stages: FftStage[] = [];
  let [length, blocks] = [points, 1];
  for (const radix of [4, 2, 3, 5])
    while (length % radix === 0) {
      length /= radix;
      stages.push({ radix, length, blocks });
      blocks *= radix;
    }
  return stages;
};

/** Which point each place takes before the innermost stage. */
const orderOf = ([stage, ...inner]: readonly FftStage[], first = 0): number[] =>
  stage
    ? Array.from({ length: stage.radix }, (_, part) => orderOf(inner, first + part * stage.blocks)).flat()
    : [first];

/** Where each point is in an order. */
const placesOf = (order: readonly number[]): number[] => {
  const places: number[] = [];
  order.forEach((point, place) => {
    places[point] = place;
  });
  return places;
};

/** cos and sin of phases in fixed point, largest value for 1 (kissfft, _kiss_fft_guts.h, kf_cexp). */
const addPhase = (constants: Constants, dtype: 'int16' | 'int32', phase: number): void => {
  const one = dtype === 'int16' ? 0x7fff : 0x7fffffff;
  for (const value of [Math.cos(phase), Math.sin(phase)]) {
    const rounded = Math.floor(0.5 + one * value);
    dtype === 'int16' ? constants.s16(rounded) : constants.s32(rounded);
  }
};

export interface FftConstants {
  readonly bytes: Uint8Array;
  /** Byte offsets of the twiddle factors: of the stages, and of the step between real numbers and complex ones. */
  readonly twiddles: number;
  readonly split: number;
}

/**
 * u16[points], T[2 · points] and T[points] twiddle factors. The first say which point each place takes; of an inverse transform,
 * which place each point goes to.
 */
export const fftConstants = (points: number, dtype: 'int16' | 'int32', isInverse: boolean): FftConstants => {
  const direction = isInverse ? 1 : -1;
  const order = orderOf(stagesOf(points));
  const constants = new Constants();
  for (const entry of isInverse ? placesOf(order) : order) constants.s16(entry);
  constants.align(4);
  const twiddles = constants.length;
  for (let point = 0; point < points; point++) addPhase(constants, dtype, (direction * 2 * Math.PI * point) / points);
  const split = constants.length;
  for (let point = 1; point <= points >> 1; point++)
    addPhase(constants, dtype, direction * Math.PI * (point / points + 0.5));
  return { bytes: constants.finish(), twiddles, split };
};
