import { printable } from '../errors.ts';
import { dtypeOf } from './formats.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { rowMajor } from './layout.ts';
import { realStored } from './qonnx/outputs.ts';
import { Refusal } from './refusal.ts';
import type { ValueInfoProto } from './schema.ts';
import type { Cell, Stored, Value } from './values.ts';

/** Inputs and outputs keep the file's types and order of axes. */

/** An input of the graph, and the value that nodes see. */
export const addInput = (
  builder: GraphBuilder,
  { name, type }: ValueInfoProto,
): { readonly id: number; readonly value: Value } => {
  const what = `input "${printable(name)}"`;
  const tensor = type?.tensorType;
  if (!tensor) throw new Refusal(`${what}, which is not a tensor`);
  if (!tensor.shape) throw new Refusal(`${what} of unknown rank`);
  const shape = tensor.shape.dim.map(({ dimValue = 0, dimParam }, axis) => {
    if (dimValue > 0) return dimValue;
    // A batch of unknown size.
    if (axis === 0) return 1;
    throw new Refusal(`${what} of unknown extent ${printable(dimParam)} along axis ${axis}`);
  });
  const dtype = dtypeOf(tensor.elemType);
  const cell: Cell = {};
  const value = builder.stored(name, dtype, shape, cell);
  if (dtype !== 'uint8') return { id: value.id, value };
  const raw = builder.activation(`${name}_uint8`, 'uint8', shape, cell);
  builder.emit('QUANTIZE', [raw], [value.id], {});
  return { id: raw, value };
};

/** A value as an output of the graph: in the file's order of axes; real numbers leave by a DEQUANTIZE. */
export const addOutput = (builder: GraphBuilder, name: string, value: Value): number => {
  if (value.kind === 'stored') return outputOfCodes(builder, name, value);
  if (value.kind === 'dequantized') {
    const codes = inFileOrder(builder, value.codes);
    const id = builder.activation(name, 'float32', value.shape, {});
    builder.emit('DEQUANTIZE', [codes.id], [id], {});
    return id;
  }
  if (value.kind === 'counted') return inFileOrder(builder, realStored(builder, name, value)).id;
  if (value.kind === 'pending') throw new Refusal('its result is not quantised', value.node);
  throw new Refusal(`output "${printable(name)}", which is a constant`);
};

const inFileOrder = (builder: GraphBuilder, value: Stored): Stored =>
  builder.arranged(value, rowMajor(value.shape.length));

const outputOfCodes = (builder: GraphBuilder, name: string, value: Stored): number => {
  const codes = inFileOrder(builder, value);
  if (value.dtype !== 'uint8') return codes.id;
  const id = builder.activation(`${name}_uint8`, 'uint8', value.shape, value.cell);
  builder.emit('QUANTIZE', [codes.id], [id], {});
  return id;
};
