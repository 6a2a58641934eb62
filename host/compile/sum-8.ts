import type { Activation, Tensor } from '../model/graph.ts';
import { packAddition } from './add-packed.ts';
import { packSum } from './add-simd.ts';
import type { ElementKernel } from './broadcast.ts';
import { Constants } from './constants.ts';
import { orGeneral } from './general-kernel.ts';
import { activationRange, affine, multiplierWords } from './quantize.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { longRescale } from './rescale-dsp.ts';
import type { Summation } from './summation.ts';
import type { Tiles } from './tiles.ts';

type Adding = readonly [summation: Summation, y: Tensor, activation: Activation];

const scalar = (...[{ tables, rescale }, y, activation]: Adding): ElementKernel => {
  const output = affine(y);
  const { min, max } = activationRange(activation, output);
  const constants = new Constants().s32(output.zero, min, max, ...multiplierWords(rescale)).s32(...tables.flat());
  return { kernel: 'add_s8', constants: constants.finish() };
};

const dsp = (...[{ tables, rescale }, y, activation]: Adding): ElementKernel | Refusal => {
  const output = affine(y);
  const { min, max } = activationRange(activation, output);
  const largest = tables.reduce((sum, table) => sum + Math.max(...table.map(Math.abs)), 0);
  const short = longRescale(rescale, output.zero, largest);
  if (isRefusal(short)) return short;
  const constants = new Constants().s32(min, max, ...short).s32(...tables.flat().map((value) => 2 * value));
  return { kernel: 'add_s8_dsp', constants: constants.finish() };
};

const packed = (...adding: Adding): ElementKernel | Refusal => {
  const constants = packAddition(...adding);
  return isRefusal(constants) ? constants : { kernel: 'add_s8_packed', constants };
};

const vectors = (...adding: Adding): ElementKernel | Refusal => {
  const constants = packSum(...adding);
  return isRefusal(constants) ? constants : { kernel: 'add_s8_simd', constants, hasSteps: false };
};

const tiled = (tiles: Tiles, isBroadcast: boolean, adding: Adding): ElementKernel | Refusal | undefined => {
  if (tiles === 'dsp') return dsp(...adding);
  if (tiles === 'armv6m') return packed(...adding);
  if (tiles === 'scalar') return undefined;
  return isBroadcast ? refuse('broadcast along its last axis') : vectors(...adding);
};

/** The kernel that adds two s8 tensors: the target's, or the general one. */
export const sumKernel8 = (tiles: Tiles, isBroadcast: boolean, ...adding: Adding): ElementKernel =>
  orGeneral(tiled(tiles, isBroadcast, adding), () => scalar(...adding));
