import { damaged } from '../../errors.ts';
import { axisOf, integersAt } from '../inputs.ts';
import { moved, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';
import { type Cut, slicing, whole } from '../slicing.ts';

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Starts and ends may count from behind, and lie outside. */
const cutOf = (extent: number, start: number, end: number, step: number): Cut => {
  if (step === 0) throw damaged('a step of 0');
  const [low, high] = step > 0 ? [0, extent] : [-1, extent - 1];
  const from = clamp(start < 0 ? start + extent : start, Math.max(0, low), high);
  const to = clamp(end < 0 ? end + extent : end, low, high);
  return { start: from, size: Math.max(0, Math.ceil((to - from) / step)), step };
};

/** data, starts, ends, axes, steps. */
export default {
  types: ['Slice'],
  translate: (context) => {
    const shape = shapeAt(context);
    const [starts, ends] = [integersAt(context, 1), integersAt(context, 2)];
    if (!starts || starts.length !== ends?.length) throw damaged('Slice without as many ends as starts');
    const axes = (integersAt(context, 3) ?? [...starts.keys()]).map((axis) => axisOf(axis, shape.length));
    const steps = integersAt(context, 4) ?? starts.map(() => 1);
    if (axes.length !== starts.length || steps.length !== starts.length) throw damaged(`Slice along axes ${axes}`);
    const cuts = shape.map((extent, axis) => {
      const at = axes.indexOf(axis);
      return at === -1 ? whole(extent) : cutOf(extent, starts[at] as number, ends[at] as number, steps[at] as number);
    });
    return [moved(context, slicing(cuts))];
  },
} satisfies OnnxOperator;
