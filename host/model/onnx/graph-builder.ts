import { printable } from '../errors.ts';
import type { DType, Graph, Operator, OperatorKind, Tensor } from '../graph.ts';
import type { OptionsByKind } from '../options.ts';
import { same } from '../shapes.ts';
import { bytesOf, type Constant, constantOf } from './constant.ts';
import { inMemory, rowMajor, sameSequence } from './layout.ts';
import type { NodeProto } from './schema.ts';
import { type Cell, type QuantizedConstant, type Stored, UINT8_SHIFT } from './values.ts';

interface Draft extends Omit<Tensor, 'quantization'> {
  readonly cell: Cell;
  readonly quantization?: Tensor['quantization'];
}

/** At the ends of the graph a tensor may be uint8 as the file has it. */
const quantizationOf = ({ cell, quantization, dtype }: Draft): Tensor['quantization'] => {
  if (quantization || !cell.affine) return quantization;
  const { scale, zeroPoint } = cell.affine;
  return { scales: [Math.fround(scale)], zeroPoints: [zeroPoint - (dtype === 'uint8' ? UINT8_SHIFT : 0)], axis: 0 };
};

/** Collects tensors and operators. Quantisation may become known after a tensor was made: see `Cell`. */
export class GraphBuilder {
  readonly #tensors: Draft[] = [];
  readonly #operators: Operator[] = [];
  readonly #origins: (NodeProto | undefined)[] = [];
  #node: NodeProto | undefined;
  /** Rearranged tensors by what they were made from and how. */
  readonly #arranged = new Map<string, Stored>();

  #add(draft: Omit<Draft, 'id' | 'name'>, name: string): number {
    this.#tensors.push({ ...draft, id: this.#tensors.length, name: printable(name) });
    return this.#tensors.length - 1;
  }

  /** A tensor without data; `shape` is in memory order, `dtype` as the graph has it. */
  activation(name: string, dtype: DType, shape: readonly number[], cell: Cell): number {
    return this.#add({ dtype, shape, cell }, name);
  }

  constant(name: string, constant: Constant, quantization?: Tensor['quantization']): number {
    const { dtype, shape } = constant;
    return this.#add({ dtype, shape, cell: {}, data: bytesOf(constant), ...(quantization && { quantization }) }, name);
  }

  /** A constant operand of one scale: uint8 becomes int8. `arrange` says how its elements lie. */
  quantizedConstant(name: string, value: QuantizedConstant, arrange: (codes: Constant) => Constant): number {
    const arranged = arrange(value.codes);
    const shift = arranged.dtype === 'uint8' ? UINT8_SHIFT : 0;
    const dtype = arranged.dtype === 'uint8' ? 'int8' : arranged.dtype;
    const codes = constantOf(
      dtype,
      arranged.shape,
      Array.from(arranged.values, (code) => code + shift),
    );
    const zeroPoints = value.zeroPoints.map((zero) => zero + shift);
    return this.constant(name, codes, { scales: value.scales.map(Math.fround), zeroPoints, axis: 0 });
  }

  /** What operators emitted meanwhile are made for. */
  during<T>(node: NodeProto, emit: () => T): T {
    const before = this.#node;
    this.#node = node;
    try {
      return emit();
    } finally {
      this.#node = before;
    }
  }

  emit<K extends OperatorKind>(
    kind: K,
    inputs: readonly number[],
    outputs: readonly number[],
    options: OptionsByKind[K],
  ): void {
    this.#operators.push({ kind, index: this.#operators.length, inputs, outputs, options } as Operator);
    this.#origins.push(this.#node);
  }

  /** The result of an operator, ready to be the next one's input; `order` says how `shape` lies. */
  stored(
    name: string,
    dtype: DType,
    shape: readonly number[],
    cell: Cell,
    order: readonly number[] = rowMajor(shape.length),
  ): Stored {
    const id = this.activation(name, dtype === 'uint8' ? 'int8' : dtype, inMemory(shape, order), cell);
    return { kind: 'stored', id, dtype, shape, order, cell };
  }

  /** With the reshape that was put off carried out: a tensor in whatever order. */
  placed(value: Stored): Stored {
    const { reshapes, shape } = value;
    return reshapes ? this.reshaped(this.arranged(reshapes, rowMajor(reshapes.shape.length)), shape) : value;
  }

  /** The same elements in this order in memory: as they lie, or after a TRANSPOSE. */
  arranged(value: Stored, order: readonly number[]): Stored {
    const source = this.placed(value);
    if (sameSequence(source.shape, source.order, order)) {
      const shape = inMemory(source.shape, order);
      return { ...source, id: this.#view(source, shape), order };
    }
    return this.#once(`${source.id} to ${order.map((axis) => source.order.indexOf(axis))}`, () => {
      const perm = order.map((axis) => source.order.indexOf(axis));
      const result = this.stored(`${this.nameOf(source)}_arranged`, source.dtype, source.shape, source.cell, order);
      const permutation: Constant = {
        kind: 'constant',
        dtype: 'int32',
        shape: [perm.length],
        values: Int32Array.from(perm),
      };
      this.emit('TRANSPOSE', [source.id, this.constant('perm', permutation)], [result.id], {});
      return result;
    });
  }

  /** The elements, which lie as ONNX counts them, under another shape of as many. */
  reshaped(value: Stored, shape: readonly number[]): Stored {
    return { ...value, id: this.#view(value, shape), shape, order: rowMajor(shape.length) };
  }

  /** The same bytes under another shape: a RESHAPE, unless it is its own. */
  #view(value: Stored, shape: readonly number[]): number {
    if (same(this.#tensors[value.id]?.shape ?? [], shape)) return value.id;
    return this.#once(`${value.id} as ${shape}`, () => {
      const result = this.stored(`${this.nameOf(value)}_view`, value.dtype, shape, value.cell);
      const extents: Constant = {
        kind: 'constant',
        dtype: 'int32',
        shape: [shape.length],
        values: Int32Array.from(shape),
      };
      this.emit('RESHAPE', [value.id, this.constant('shape', extents)], [result.id], {});
      return result;
    }).id;
  }

  #once(what: string, make: () => Stored): Stored {
    const known = this.#arranged.get(what);
    if (known) return known;
    const made = make();
    this.#arranged.set(what, made);
    return made;
  }

  nameOf({ id }: Pick<Stored, 'id'>): string {
    return this.#tensors[id]?.name ?? '';
  }

  /** The node that each operator was made for; none for what converts the graph's ends. */
  get origins(): readonly (NodeProto | undefined)[] {
    return this.#origins;
  }

  finish(name: string, inputs: readonly number[], outputs: readonly number[]): Graph {
    const tensors = this.#tensors.map((draft): Tensor => {
      const { cell: _, quantization: __, ...tensor } = draft;
      const quantization = quantizationOf(draft);
      return { ...tensor, ...(quantization && { quantization }) };
    });
    return { name: printable(name), tensors, operators: this.#operators, inputs, outputs };
  }
}
