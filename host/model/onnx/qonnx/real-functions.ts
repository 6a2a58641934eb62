import type { OperatorKind } from '../../graph.ts';
import type { OptionsByKind } from '../../options.ts';
import { elements } from '../../shapes.ts';
import { constantOf } from '../constant.ts';
import { axisOf, inputAt } from '../inputs.ts';
import { rowMajor } from '../layout.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Stored, Value } from '../values.ts';
import { countedAt } from './inputs.ts';
import { realStored } from './outputs.ts';

// What no line describes is computed in float32, by the kernels that networks of real numbers have. A quantiser behind it has
// thresholds among its results.

/** The node's first input as float32. */
const realsOf = (context: Context): Stored => {
  const { builder, node } = context;
  const value = inputAt(context, 0);
  const isPlain = value.kind === 'stored' && value.dtype === 'float32';
  return builder.placed(isPlain ? value : realStored(builder, node.input[0] ?? '', countedAt(context, 0)));
};

/** A function of each element by itself. */
export const realFunction = <K extends OperatorKind>(context: Context, kind: K, options: OptionsByKind[K]): Value => {
  const { builder, node } = context;
  const x = realsOf(context);
  const y = builder.stored(node.output[0] ?? '', 'float32', x.shape, {}, x.order);
  builder.emit(kind, [x.id], [y.id], options);
  return y;
};

/** Along an axis, or over all from it on in operator sets before 13. */
export const softmax = (context: Context): Value => {
  const { attributes, builder, node, opset } = context;
  const x = realsOf(context);
  const rank = x.shape.length;
  if (rank === 0) throw new Refusal('a softmax of one number');
  const isFlattening = opset < 13;
  const axis = axisOf(attributes.int('axis', isFlattening ? 1 : -1), rank);
  const emit = (source: Stored): Stored => {
    const y = builder.stored(node.output[0] ?? '', 'float32', source.shape, {}, source.order);
    builder.emit('SOFTMAX', [source.id], [y.id], { beta: 1 });
    return y;
  };
  if (!isFlattening || axis === rank - 1)
    return emit(builder.arranged(x, [...rowMajor(rank).filter((other) => other !== axis), axis]));
  const flat = [elements(x.shape.slice(0, axis)), elements(x.shape.slice(axis))];
  return builder.reshaped(emit(builder.reshaped(builder.arranged(x, rowMajor(rank)), flat)), x.shape);
};

/** Where along an axis the greatest is, the first of equal ones; int32 for ONNX's int64, which no kernel computes. */
const greatestAt = ({ builder, node }: Context, x: Stored, axis: number, keepsAxis: boolean): Stored => {
  const rank = x.shape.length;
  const source = builder.arranged(x, rowMajor(rank));
  const found = builder.stored(node.output.at(-1) ?? '', 'int32', source.shape.toSpliced(axis, 1), {});
  builder.emit('ARG_MAX', [source.id, builder.constant('axis', constantOf('int32', [], [axis]))], [found.id], {
    outputType: 'int32',
  });
  return keepsAxis ? builder.reshaped(found, source.shape.with(axis, 1)) : found;
};

export const argMax = (context: Context): Value => {
  const { attributes } = context;
  const x = realsOf(context);
  const axis = axisOf(attributes.int('axis', 0), x.shape.length);
  if (attributes.int('select_last_index', 0) !== 0) throw new Refusal('the last of equal ones');
  return greatestAt(context, x, axis, attributes.int('keepdims', 1) !== 0);
};

/** The greatest and its place: TopK of one. */
export const topOne = (context: Context, count: number): readonly Value[] => {
  const { attributes, builder, node } = context;
  const x = realsOf(context);
  const axis = axisOf(attributes.int('axis', -1), x.shape.length);
  attributes.ignore('sorted');
  if (count !== 1) throw new Refusal(`the ${count} greatest: one is known`);
  if (attributes.int('largest', 1) === 0) throw new Refusal('the least');
  const source = builder.arranged(x, rowMajor(x.shape.length));
  const greatest = builder.stored(node.output[0] ?? '', 'float32', source.shape.with(axis, 1), {});
  builder.emit('REDUCE_MAX', [source.id, builder.constant('axes', constantOf('int32', [1], [axis]))], [greatest.id], {
    keepDims: true,
  });
  return [greatest, greatestAt(context, x, axis, true)];
};
