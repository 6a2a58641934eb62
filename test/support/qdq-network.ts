import { elements } from '../../host/model/shapes.ts';
import { type DataType, filled, type Initializer, type Model, type Node, scalar } from './onnx-model.ts';
import type { Random } from './random.ts';

type Attributes = NonNullable<Node['attributes']>;

/** How something is stored: int8 unless said otherwise. */
interface Stored {
  readonly scale: number;
  readonly zero: number;
  readonly dtype?: DataType;
}

/** Writes down a QDQ network: each method adds nodes and returns the name of the real-valued result. */
export class QdqNetwork {
  readonly #nodes: Node[] = [];
  readonly #constants: Record<string, Initializer> = {};
  readonly #inputs: Record<string, Model['inputs'][string]> = {};
  #count = 0;

  constructor(readonly random: Random) {}

  #name(what: string): string {
    this.#count += 1;
    return `${what}${this.#count}`;
  }

  #quantisation({ scale, zero, dtype = 'int8' }: Stored): [string, string] {
    return [this.constant(scalar('float32', scale)), this.constant(scalar(dtype, zero))];
  }

  /** A constant as it stands. */
  constant(initializer: Initializer): string {
    const name = this.#name('c');
    this.#constants[name] = initializer;
    return name;
  }

  ints(...values: readonly number[]): string {
    return this.constant({ dtype: 'int64', shape: [values.length], values });
  }

  floats(shape: readonly number[], of: () => number): string {
    return this.constant(filled('float32', shape, () => Math.fround(of())));
  }

  input(shape: readonly number[], stored: Stored): string {
    const name = this.#name('x');
    this.#inputs[name] = { dtype: stored.dtype ?? 'int8', shape };
    return this.node('DequantizeLinear', [name, ...this.#quantisation(stored)]);
  }

  /** Random int8 weights with a scale for each slice of an axis. */
  weights(shape: readonly number[], scales: readonly number[], axis = 0): string {
    const list = filled('int8', shape, () => this.random.below(255) - 127);
    const scale = this.constant({
      dtype: 'float32',
      shape: scales.length === 1 ? [] : [scales.length],
      values: scales.map(Math.fround),
    });
    const zero = this.constant(filled('int8', scales.length === 1 ? [] : [scales.length], () => 0));
    return this.node('DequantizeLinear', [this.constant(list), scale, zero], { axis });
  }

  node(type: string, inputs: readonly string[], attributes: Attributes = {}, floats: Node['floats'] = {}): string {
    return this.nodes(type, inputs, 1, attributes, floats)[0] as string;
  }

  nodes(
    type: string,
    inputs: readonly string[],
    outputs: number,
    attributes: Attributes = {},
    floats: Node['floats'] = {},
  ): string[] {
    const names = Array.from({ length: outputs }, () => this.#name('v'));
    this.#nodes.push({ type, inputs, outputs: names, attributes, floats, name: `${type}_${this.#nodes.length}` });
    return names;
  }

  /** Stored and read again. */
  requantized(value: string, stored: Stored): string {
    const quantisation = this.#quantisation(stored);
    return this.node('DequantizeLinear', [this.node('QuantizeLinear', [value, ...quantisation]), ...quantisation]);
  }

  /** The network whose output is this value, stored so. */
  model(value: string, shape: readonly number[], stored: Stored, opset = 13): Model {
    const output = this.node('QuantizeLinear', [value, ...this.#quantisation(stored)]);
    return {
      opset,
      inputs: this.#inputs,
      outputs: { [output]: { dtype: stored.dtype ?? 'int8', shape } },
      nodes: this.#nodes,
      constants: this.#constants,
    };
  }
}

/** Codes for each input, over the whole range of its type. */
export const randomCodes = ({ inputs }: Model, random: Random): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape }]) => [
      name,
      Array.from(
        { length: elements(shape as readonly number[]) },
        () => random.below(256) - (dtype === 'uint8' ? 0 : 128),
      ),
    ]),
  );
