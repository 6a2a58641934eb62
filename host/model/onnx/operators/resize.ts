import { damaged } from '../../errors.ts';
import { constantAt, integersAt } from '../inputs.ts';
import { moved, shapeAt } from '../movement.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { resizing } from '../resizing.ts';
import type { Value } from '../values.ts';

/** Height and width of the result from input 3, sizes, or input 2, scales (input 1 in opset 10 and of Upsample). */
const outputOf = (context: Context, shape: readonly number[]): readonly number[] => {
  const sizes = integersAt(context, 3);
  if (sizes && sizes.length > 0) return sizes;
  const scales = constantAt(context, context.opset < 11 ? 1 : 2);
  return Array.from(scales?.values ?? [], (scale, axis) => Math.floor((shape[axis] ?? 0) * scale));
};

const resized = (context: Context, ...modes: readonly string[]): Value => {
  const { attributes, opset } = context;
  const shape = shapeAt(context);
  attributes.ignore('cubic_coeff_a', 'extrapolation_value', 'exclude_outside');
  if (attributes.ints('axes')) throw new Refusal('attribute "axes"');
  if (attributes.int('antialias', 0) !== 0) throw new Refusal('antialias');
  if (attributes.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch')
    throw new Refusal('keep_aspect_ratio_policy');
  const mode = attributes.text('mode', 'nearest');
  if (!modes.includes(mode)) throw new Refusal(`mode ${mode}; ${modes.join(' and ')} is known here`);
  const coordinates = attributes.text('coordinate_transformation_mode', opset < 11 ? 'asymmetric' : 'half_pixel');
  const rounding = attributes.text('nearest_mode', opset < 11 ? 'floor' : 'round_prefer_floor');
  const output = outputOf(context, shape);
  if (shape.length !== 4 || output.length !== 4) throw new Refusal(`rank ${shape.length}; 4 is known`);
  if (output[0] !== shape[0] || output[1] !== shape[1]) throw new Refusal(`resizes [${shape}] to [${output}]`);
  if (output.some((extent) => !(extent >= 1))) throw damaged(`resized to [${output}]`);
  return moved(context, resizing(shape, output as never, { mode, coordinates, rounding }));
};

/** x, region of interest (of which modes here make no use), scales, sizes. */
export default {
  types: ['Resize'],
  translate: (context) => [resized(context, 'nearest', 'linear')],
  // Means of whole numbers are no whole numbers.
  counted: (context) => [resized(context, 'nearest')],
} satisfies OnnxOperator;
