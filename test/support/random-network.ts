import type { Graph, Operator, Tensor } from '../../host/model/graph.ts';
import { elements, windowOutput } from '../../host/model/shapes.ts';
import type { Random } from './random.ts';

type Draft = Omit<Tensor, 'id' | 'name'>;

/** Draws networks whose filters are often all zero, saturated, or blind to some of their input. */
export class NetworkDrawer {
  readonly #tensors: Draft[] = [];
  readonly #operators: Omit<Operator, 'index'>[] = [];
  readonly #inputs: number[] = [];
  readonly #outputs: number[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  get graph(): Graph {
    return {
      name: 'random',
      tensors: this.#tensors.map((tensor, id) => ({ ...tensor, id, name: `t${id}` })),
      operators: this.#operators.map((operator, index) => ({ ...operator, index }) as Operator),
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
  }

  /** One more network beside those drawn so far. */
  draw(): void {
    const random = this.#random;
    const shape = [random.pick([1, 1, 2]), 3 + random.below(5), 3 + random.below(5), 1 + random.below(5)];
    let x = this.#activation(shape);
    this.#inputs.push(x);
    const steps = [
      this.#convolution,
      this.#convolution,
      this.#depthwise,
      this.#depthwise,
      this.#add,
      this.#pool,
      this.#pad,
    ];
    for (let left = 2 + random.below(6); left > 0; left--) {
      x = random.pick(steps).call(this, x);
      if (random.oneIn(16)) this.#outputs.push(x);
    }
    if (random.oneIn(2)) x = this.#fullyConnected(random.oneIn(3) ? x : this.#reshape(x));
    if (!this.#outputs.includes(x)) this.#outputs.push(x);
  }

  #shape(id: number): readonly number[] {
    return (this.#tensors[id] as Draft).shape;
  }

  #push(tensor: Draft): number {
    return this.#tensors.push(tensor) - 1;
  }

  #activation(shape: readonly number[], like?: number): number {
    const quantization = this.#tensors[like ?? -1]?.quantization ?? {
      scales: [this.#random.pick([0.02, 0.05, 0.11])],
      zeroPoints: [this.#random.pick([-128, -128, 0, 5, 127])],
      axis: 0,
    };
    return this.#push({ dtype: 'int8', shape, quantization });
  }

  #operator(operator: Omit<Operator, 'index' | 'outputs'>, y: number): number {
    this.#operators.push({ ...operator, outputs: [y] } as Omit<Operator, 'index'>);
    return y;
  }

  /** Weights of `outputs` × `inputs` slices; `at` tells where a tap of them lies. */
  #weights(
    shape: readonly number[],
    axis: number,
    [outputs, inputs]: readonly [number, number],
    partsOf: (index: number) => readonly [output: number, input: number],
  ): number[] {
    const random = this.#random;
    const some = (count: number, n: number) => Array.from({ length: count }, () => random.oneIn(n));
    const [isZero, isUnseen] = [some(outputs, 3), some(inputs, 6)];
    const isPerChannel = outputs > 1 && random.oneIn(2);
    const scales = Array.from({ length: isPerChannel ? outputs : 1 }, () => random.pick([0.003, 0.01, 0.02]));
    const data = Uint8Array.from({ length: elements(shape) }, (_, index) => {
      const [output, input] = partsOf(index);
      return isZero[output] || isUnseen[input] ? 0 : random.below(256);
    });
    const w = this.#push({
      dtype: 'int8',
      shape,
      data,
      quantization: { scales, zeroPoints: scales.map(() => 0), axis },
    });
    if (random.oneIn(5)) return [w];
    const biases = Int32Array.from(
      { length: outputs },
      () => random.pick([0, 1, 4, 400]) * (random.below(4001) - 2000),
    );
    return [w, this.#push({ dtype: 'int32', shape: [outputs], data: new Uint8Array(biases.buffer) })];
  }

  #window(x: number, kernel: number) {
    const random = this.#random;
    const [images = 1, height = 1, width = 1] = this.#shape(x);
    const padding = kernel > Math.min(height, width) || random.oneIn(2) ? ('same' as const) : ('valid' as const);
    const stride = random.pick([1, 1, 2]);
    const extents = [height, width].map((extent) => windowOutput(extent, kernel, stride, 1, padding));
    const activation = random.pick(['none', 'relu', 'relu6', 'relu_n1_to_1'] as const);
    return {
      at: [images, ...extents],
      options: { padding, strideH: stride, strideW: stride, dilationH: 1, dilationW: 1, activation },
    };
  }

  #convolution(x: number): number {
    const kernel = this.#random.pick([1, 3]);
    const { at, options } = this.#window(x, kernel);
    const inputs = this.#shape(x)[3] as number;
    const outputs = 1 + this.#random.below(12);
    const taps = kernel * kernel * inputs;
    const weights = this.#weights([outputs, kernel, kernel, inputs], 0, [outputs, inputs], (index) => [
      Math.floor(index / taps),
      index % inputs,
    ]);
    return this.#operator({ kind: 'CONV_2D', inputs: [x, ...weights], options }, this.#activation([...at, outputs]));
  }

  #depthwise(x: number): number {
    const kernel = this.#random.pick([1, 3]);
    const { at, options } = this.#window(x, kernel);
    const depthMultiplier = this.#random.pick([1, 1, 2]);
    const outputs = (this.#shape(x)[3] as number) * depthMultiplier;
    const weights = this.#weights([1, kernel, kernel, outputs], 3, [outputs, 0], (index) => [index % outputs, 0]);
    return this.#operator(
      { kind: 'DEPTHWISE_CONV_2D', inputs: [x, ...weights], options: { ...options, depthMultiplier } },
      this.#activation([...at, outputs]),
    );
  }

  /** With itself, something of the same shape, its means, or a constant for each channel or for all. */
  #add(x: number): number {
    const random = this.#random;
    const shape = this.#shape(x);
    const like = this.#tensors.flatMap((tensor, id) => (!tensor.data && `${tensor.shape}` === `${shape}` ? [id] : []));
    const constant = () => {
      const count = random.pick([1, shape[3] as number]);
      const data = Uint8Array.from({ length: count }, () => random.below(256));
      return this.#push({ ...(this.#tensors[x] as Draft), shape: [1, 1, 1, count], data });
    };
    const other = random.pick([constant, () => this.#mean(x), () => random.pick(like)])();
    const inputs = random.oneIn(2) ? [x, other] : [other, x];
    const activation = random.pick(['none', 'relu'] as const);
    return this.#operator({ kind: 'ADD', inputs, options: { activation } }, this.#activation(shape));
  }

  #pool(x: number): number {
    const { at, options } = this.#window(x, 2);
    const { dilationH: _, dilationW: __, ...rest } = options;
    return this.#operator(
      { kind: 'AVERAGE_POOL_2D', inputs: [x], options: { ...rest, filterH: 2, filterW: 2 } },
      this.#activation([...at, this.#shape(x)[3] as number], x),
    );
  }

  /** One position. */
  #mean(x: number): number {
    const [images = 1, filterH = 1, filterW = 1, channels = 1] = this.#shape(x);
    const options = { padding: 'valid', strideH: 1, strideW: 1, filterH, filterW, activation: 'none' } as const;
    const y = this.#activation([images, 1, 1, channels], x);
    return this.#operator({ kind: 'AVERAGE_POOL_2D', inputs: [x], options }, y);
  }

  #pad(x: number): number {
    const random = this.#random;
    const paddings = [0, 0, random.below(2), random.below(3), random.below(2), 0, 0, random.oneIn(5) ? 1 : 0];
    const data = new Uint8Array(Int32Array.from(paddings).buffer);
    const amounts = this.#push({ dtype: 'int32', shape: [4, 2], data });
    const shape = this.#shape(x).map(
      (extent, axis) => extent + (paddings[2 * axis] ?? 0) + (paddings[2 * axis + 1] ?? 0),
    );
    return this.#operator({ kind: 'PAD', inputs: [x, amounts], options: {} }, this.#activation(shape, x));
  }

  #reshape(x: number): number {
    const [images = 1, ...rest] = this.#shape(x);
    const y = this.#activation([images, elements(rest)], x);
    return this.#operator({ kind: 'RESHAPE', inputs: [x], options: {} }, y);
  }

  #fullyConnected(x: number): number {
    const inputs = this.#shape(x).at(-1) as number;
    const outputs = 1 + this.#random.below(6);
    const weights = this.#weights([outputs, inputs], 0, [outputs, inputs], (index) => [
      Math.floor(index / inputs),
      index % inputs,
    ]);
    const activation = this.#random.pick(['none', 'relu'] as const);
    const rows = elements(this.#shape(x)) / inputs;
    const options = { activation, keepNumDims: false };
    return this.#operator(
      { kind: 'FULLY_CONNECTED', inputs: [x, ...weights], options },
      this.#activation([rows, outputs]),
    );
  }
}
