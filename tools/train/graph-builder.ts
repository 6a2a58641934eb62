import { type Affine, affine } from '../../host/compile/quantize.ts';
import type { Graph, Operator, Quantization, Tensor } from '../../host/model/graph.ts';

type Unplaced<T> = T extends Operator ? Omit<T, 'index'> : never;

/** Collects tensors and operators in execution order. */
export class GraphBuilder {
  readonly #tensors: Tensor[] = [];
  readonly #operators: Operator[] = [];

  activation(name: string, shape: readonly number[], { scale, zero }: Affine): number {
    return this.#add({
      name,
      dtype: 'int8',
      shape,
      quantization: { scales: [scale], zeroPoints: [zero], axis: 0 },
    });
  }

  /** Real numbers, or words of signs. */
  value(name: string, shape: readonly number[], dtype: 'float32' | 'int32'): number {
    return this.#add({ name, dtype, shape });
  }

  constant(
    name: string,
    shape: readonly number[],
    values: Int8Array | Int32Array | Float32Array,
    quantization?: Quantization,
  ): number {
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const dtype = values instanceof Int8Array ? 'int8' : values instanceof Int32Array ? 'int32' : 'float32';
    return this.#add({ name, dtype, shape, data, ...(quantization && { quantization }) });
  }

  shapeOf(tensor: number): readonly number[] {
    return this.#tensors[tensor]?.shape ?? [];
  }

  affineOf(tensor: number): Affine {
    return affine(this.#tensors[tensor] as Tensor);
  }

  operator(operator: Unplaced<Operator>): void {
    this.#operators.push({ index: this.#operators.length, ...operator } as Operator);
  }

  finish(name: string, inputs: readonly number[], outputs: readonly number[]): Graph {
    return { name, tensors: this.#tensors, operators: this.#operators, inputs, outputs };
  }

  #add(tensor: Omit<Tensor, 'id'>): number {
    return this.#tensors.push({ id: this.#tensors.length, ...tensor }) - 1;
  }
}
