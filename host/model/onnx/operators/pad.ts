import { damaged } from '../../errors.ts';
import { realOf } from '../constant-codes.ts';
import { axisOf, inputAt, integersAt } from '../inputs.ts';
import { moved, shapeAt } from '../movement.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { padding } from '../padding.ts';
import { pad } from '../qonnx/pad.ts';
import { Refusal } from '../refusal.ts';

/** What is added: 0 unless input 2 says it, as a real number or as a code. */
const fillOf = (context: Context): number => {
  const value = context.inputs[2] && inputAt(context, 2);
  if (!value) return context.attributes.float('value', 0);
  if (value.kind !== 'constant' && value.kind !== 'quantized-constant')
    throw new Refusal('a fill that is computed at run time');
  const { values } = value.kind === 'constant' ? value : realOf(value);
  if (values.length !== 1) throw damaged(`${values.length} values to pad with`);
  return values[0] as number;
};

/** data, pads (of all axes in front, then of all behind), fill, axes. Pads are an attribute before opset 11. */
const pairsOf = (context: Context) => {
  const { attributes } = context;
  const rank = shapeAt(context).length;
  const mode = attributes.text('mode', 'constant');
  const pads = attributes.ints('pads') ?? integersAt(context, 1);
  const axes = integersAt(context, 3)?.map((axis) => axisOf(axis, rank)) ?? [...Array(rank).keys()];
  if (pads?.length !== 2 * axes.length) throw damaged(`${pads?.length} pads for ${axes.length} axes`);
  if (pads.some((pad) => pad < 0)) throw new Refusal('negative pads');
  const pairs = Array.from({ length: rank }, (_, axis) => {
    const at = axes.indexOf(axis);
    return at === -1 ? ([0, 0] as const) : ([pads[at] as number, pads[at + axes.length] as number] as const);
  });
  if (mode !== 'constant' && mode !== 'reflect') throw new Refusal(`mode ${mode}`);
  return { pairs, mode: mode as 'constant' | 'reflect' };
};

export default {
  types: ['Pad'],
  translate: (context) => {
    const { pairs, mode } = pairsOf(context);
    const isCode = inputAt(context, 0).kind === 'stored';
    return [moved(context, padding(shapeAt(context), pairs, mode, fillOf(context), isCode))];
  },
  counted: (context) => {
    const { pairs, mode } = pairsOf(context);
    return [pad(context, pairs, mode, fillOf(context))];
  },
} satisfies OnnxOperator;
