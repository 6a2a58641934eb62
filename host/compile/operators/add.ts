import type { Activation, Tensor } from '../../model/graph.ts';
import { packAddition } from '../add-packed.ts';
import { packSum } from '../add-simd.ts';
import { Constants } from '../constants.ts';
import { orGeneral } from '../general-kernel.ts';
import { activationRange, affine } from '../quantize.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { longRescale } from '../rescale-dsp.ts';
import { summationOf } from '../summation.ts';
import type { Tiles } from '../tiles.ts';
import type { OperatorSpec } from './spec.ts';

/** Bytes between elements along each axis of `shape`, 0 where it is broadcast to `to`. */
const strides = (shape: readonly number[], to: readonly number[]): number[] => {
  let step = 1;
  const steps = [...shape].reverse().map((extent) => {
    const stride = extent === 1 ? 0 : step;
    step *= extent;
    return stride;
  });
  return to.map((_, axis) => steps[to.length - 1 - axis] ?? 0);
};

/** Merges neighbouring axes that both inputs walk alike, so that plain sums are one loop. */
const collapse = (shape: readonly number[], a: readonly number[], b: readonly number[]) => {
  const axes: { extent: number; a: number; b: number }[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const outer = axes.at(-1);
    const here = { extent, a: a[axis] ?? 0, b: b[axis] ?? 0 };
    if (outer && outer.a === here.a * extent && outer.b === here.b * extent)
      axes[axes.length - 1] = { extent: outer.extent * extent, a: here.a, b: here.b };
    else axes.push(here);
  });
  return axes.length > 0 ? axes : [{ extent: 1, a: 0, b: 0 }];
};

/** The kernel, its constants, and whether it takes steps, since it can repeat one element. */
interface Adder {
  readonly name: string;
  readonly fallback?: string;
  readonly constants: Uint8Array;
  readonly hasSteps: boolean;
}

type Adding = readonly [a: Tensor, b: Tensor, y: Tensor, activation: Activation];

const scalar = (...[a, b, y, activation]: Adding): Adder => {
  const output = affine(y);
  const { min, max } = activationRange(activation, output);
  const { tables, rescale } = summationOf(a, b, y);
  const constants = new Constants().s32(output.zero, min, max, rescale.multiplier, rescale.shift).s32(...tables.flat());
  return { name: 'add_s8', constants: constants.finish(), hasSteps: true };
};

const dsp = (...[a, b, y, activation]: Adding): Adder | Refusal => {
  const output = affine(y);
  const { min, max } = activationRange(activation, output);
  const { tables, rescale } = summationOf(a, b, y);
  const largest = tables.reduce((sum, table) => sum + Math.max(...table.map(Math.abs)), 0);
  const short = longRescale(rescale, output.zero, largest);
  if (isRefusal(short)) return short;
  const constants = new Constants().s32(min, max, ...short).s32(...tables.flat().map((value) => 2 * value));
  return { name: 'add_s8_dsp', constants: constants.finish(), hasSteps: true };
};

const packed = (...adding: Adding): Adder | Refusal => {
  const constants = packAddition(...adding);
  return isRefusal(constants) ? constants : { name: 'add_s8_packed', constants, hasSteps: true };
};

const vectors = (...adding: Adding): Adder | Refusal => {
  const constants = packSum(...adding);
  return isRefusal(constants) ? constants : { name: 'add_s8_simd', constants, hasSteps: false };
};

const tiled = (tiles: Tiles, isBroadcast: boolean, adding: Adding): Adder | Refusal | undefined => {
  if (tiles === 'dsp') return dsp(...adding);
  if (tiles === 'armv6m') return packed(...adding);
  if (tiles === 'scalar') return undefined;
  return isBroadcast ? refuse('broadcast along its last axis') : vectors(...adding);
};

export default {
  kinds: ['ADD'],
  lower: ({ options }, { x, y, w }, tiles) => {
    const other = w as Tensor;
    const axes = collapse(y.shape, strides(x.shape, y.shape), strides(other.shape, y.shape));
    const inner = axes[axes.length - 1] as (typeof axes)[number];
    const outer = axes.slice(0, -1);
    const adding: Adding = [x, other, y, options.activation];
    const kernel = orGeneral(tiled(tiles, inner.a !== 1 || inner.b !== 1, adding), () => scalar(...adding));
    return {
      kernel: kernel.name,
      ...(kernel.fallback !== undefined && { fallback: kernel.fallback }),
      constants: kernel.constants,
      reads: [0, 1],
      scratchBytes: 0,
      order: 'elements',
      emit: (at) => {
        const offset = (key: 'a' | 'b') => outer.map((axis, n) => ` + i${n} * ${axis[key]}`).join('');
        let step = inner.extent;
        const toSteps = [...outer].reverse().map(({ extent }) => {
          const bytes = step;
          step *= extent;
          return bytes;
        });
        const to = outer.map((_, n) => ` + i${n} * ${toSteps[outer.length - 1 - n]}`).join('');
        const loops = outer.map(({ extent }, n) => `for (let i${n}: usize = 0; i${n} < ${extent}; i${n}++) `).join('');
        const stepped = (bytes: number) => (kernel.hasSteps ? `, ${bytes}` : '');
        const a = `${at.inputs[0]}${offset('a')}${stepped(inner.a)}`;
        const b = `${at.inputs[1]}${offset('b')}${stepped(inner.b)}`;
        return `${loops}${kernel.name}(${a}, ${b}, ${at.output}${to}, ${inner.extent}, ${at.constants});`;
      },
    };
  },
} satisfies OperatorSpec<'ADD'>;
