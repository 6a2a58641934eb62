import type { Initializer, Model, Node } from '../onnx-model.ts';
import type { Reals } from '../onnx-reference/tensor.ts';
import type { Random } from '../random.ts';
import { evaluateNode } from './reference.ts';

const DOMAINS = ['qonnx.custom_op.general', 'finn.custom_op.general', 'onnx.brevitas'];
const own = new Set(['Quant', 'IntQuant', 'BipolarQuant', 'Trunc', 'MultiThreshold', 'DebugMarker']);

/** A QONNX network that is evaluated on one input while it is drawn, so that scales can be chosen to fit. */
export class Sketch {
  readonly #random: Random;
  readonly #constants: Record<string, Initializer> = {};
  readonly #nodes: Node[] = [];
  readonly #values = new Map<string, Reals>();
  readonly #input: readonly number[];
  readonly #domain: string;

  constructor(random: Random, shape: readonly number[], input: readonly number[]) {
    this.#random = random;
    this.#input = shape;
    this.#domain = random.pick(DOMAINS);
    this.#values.set('x', { shape, values: input });
  }

  /** Numbers as float32 has them. */
  constant(values: readonly number[], shape: readonly number[] = [], dtype: 'float32' | 'int64' = 'float32'): string {
    const name = `c${Object.keys(this.#constants).length}`;
    const held = dtype === 'float32' ? values.map(Math.fround) : values;
    this.#constants[name] = { dtype, shape, values: held };
    this.#values.set(name, { shape, values: held });
    return name;
  }

  /** Some in ±size. */
  wave(shape: readonly number[], size: number): string {
    const count = shape.reduce((product, extent) => product * extent, 1);
    return this.constant(
      Array.from({ length: count }, () => (this.#random.next() / 2 ** 31 - 1) * size),
      shape,
    );
  }

  node(type: string, inputs: readonly string[], rest: Pick<Node, 'attributes' | 'floats'> = {}): string {
    const output = `v${this.#nodes.length}`;
    const made = { type, inputs, outputs: [output], ...rest, ...(own.has(type) && { domain: this.#domain }) };
    this.#nodes.push(made);
    this.#values.set(output, evaluateNode(made, this.#values));
    return output;
  }

  shapeOf(name: string): readonly number[] {
    return (this.#values.get(name) as Reals).shape;
  }

  /** The greatest size that its elements have, or not much less than 1. */
  sizeOf(name: string): number {
    return Math.max(0.5, ...(this.#values.get(name) as Reals).values.map(Math.abs));
  }

  finish(output: string): Model {
    return {
      inputs: { x: { dtype: 'float32', shape: this.#input } },
      outputs: { [output]: { dtype: 'float32', shape: this.shapeOf(output) } },
      nodes: this.#nodes,
      constants: this.#constants,
    };
  }
}
