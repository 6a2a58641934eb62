import { damaged, unsupported } from '../errors.ts';
import type { Operator, OperatorKind } from '../graph.ts';
import type { Table } from './flatbuffer.ts';
import {
  AddOptions,
  activations,
  Conv2DOptions,
  DepthwiseConv2DOptions,
  FullyConnectedOptions,
  Pool2DOptions,
  paddings,
  SoftmaxOptions,
} from './schema.ts';

type OptionsOf<K extends OperatorKind> = Extract<Operator, { kind: K }>['options'];

const named = <T>(list: readonly T[], index: number, what: string): T => {
  const name = list[index];
  if (name === undefined) throw damaged(`${what} ${index} does not exist`);
  return name;
};
const activation = (table: Table | undefined, field: number) =>
  named(activations, table?.i8(field) ?? 0, 'fused activation');
const padding = (table: Table | undefined) => named(paddings, table?.i8(0) ?? 0, 'padding');

/** Decodes `builtin_options` per operator; a missing table stands for the schema's defaults. */
export const readOptions: { [K in OperatorKind]: (table: Table | undefined) => OptionsOf<K> } = {
  CONV_2D: (table) => ({
    padding: padding(table),
    strideH: table?.i32(Conv2DOptions.strideH) ?? 0,
    strideW: table?.i32(Conv2DOptions.strideW) ?? 0,
    dilationH: table?.i32(Conv2DOptions.dilationH, 1) ?? 1,
    dilationW: table?.i32(Conv2DOptions.dilationW, 1) ?? 1,
    activation: activation(table, Conv2DOptions.activation),
  }),
  DEPTHWISE_CONV_2D: (table) => ({
    padding: padding(table),
    strideH: table?.i32(DepthwiseConv2DOptions.strideH) ?? 0,
    strideW: table?.i32(DepthwiseConv2DOptions.strideW) ?? 0,
    dilationH: table?.i32(DepthwiseConv2DOptions.dilationH, 1) ?? 1,
    dilationW: table?.i32(DepthwiseConv2DOptions.dilationW, 1) ?? 1,
    depthMultiplier: table?.i32(DepthwiseConv2DOptions.depthMultiplier) ?? 0,
    activation: activation(table, DepthwiseConv2DOptions.activation),
  }),
  AVERAGE_POOL_2D: (table) => ({
    padding: padding(table),
    strideH: table?.i32(Pool2DOptions.strideH) ?? 0,
    strideW: table?.i32(Pool2DOptions.strideW) ?? 0,
    filterH: table?.i32(Pool2DOptions.filterH) ?? 0,
    filterW: table?.i32(Pool2DOptions.filterW) ?? 0,
    activation: activation(table, Pool2DOptions.activation),
  }),
  FULLY_CONNECTED: (table) => {
    if ((table?.i8(FullyConnectedOptions.weightsFormat) ?? 0) !== 0)
      throw unsupported(['shuffled FULLY_CONNECTED weights']);
    return {
      activation: activation(table, FullyConnectedOptions.activation),
      keepNumDims: (table?.u8(FullyConnectedOptions.keepNumDims) ?? 0) !== 0,
    };
  },
  ADD: (table) => ({ activation: activation(table, AddOptions.activation) }),
  PAD: () => ({}),
  RESHAPE: () => ({}),
  SOFTMAX: (table) => ({ beta: table?.f32(SoftmaxOptions.beta) ?? 0 }),
};
