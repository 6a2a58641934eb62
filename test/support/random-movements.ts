import type { Graph, Operator } from '../../host/model/graph.ts';
import { activation, type Draft, int32s, network } from './drafts.ts';
import type { Random } from './random.ts';

const STEPS = 12;

/** Operators that move elements of each other's outputs, of constants and of inputs; sums of those of one shape. */
export const randomMovements = (random: Random): Graph => {
  const tensors: Draft[] = [activation([2, 4, 8]), activation([8, 8]), constant(random, [4, 8])];
  const operators: Omit<Operator, 'index'>[] = [];
  const place = (draft: Draft): number => tensors.push(draft) - 1;
  const moved = tensors.map((_, id) => id);
  const used = new Set<number>();
  const add = (
    operator: Pick<Operator, 'kind' | 'options'>,
    inputs: readonly number[],
    shapes: readonly number[][],
  ) => {
    const outputs = shapes.map((shape) => place(activation(shape)));
    for (const id of inputs) used.add(id);
    moved.push(...outputs);
    operators.push({ ...operator, inputs, outputs } as Omit<Operator, 'index'>);
  };
  for (let step = 0; step < STEPS; step++) {
    const id = random.pick(moved);
    const { shape } = tensors[id] as Draft;
    const axis = random.below(shape.length);
    const extent = shape[axis] as number;
    const same = moved.filter((other) => `${tensors[other]?.shape}` === `${shape}`);
    const axes = shape.map((_, at) => (at + 1) % shape.length);
    const steps: readonly (() => void)[] = [
      () => {
        const flat = [shape.reduce((a, b) => a * b, 1)];
        add({ kind: 'RESHAPE', options: {} }, [id, place(int32s(flat))], [flat]);
      },
      () => {
        const part = shape.with(axis, extent / 2);
        if (extent % 2 === 0)
          add({ kind: 'SPLIT', options: { count: 2 } }, [place(int32s([axis], [])), id], [part, part]);
      },
      () => {
        const begin = shape.map((_, at) => (at === axis ? extent >> 1 : 0));
        const size = shape.with(axis, extent - (extent >> 1));
        add({ kind: 'SLICE', options: {} }, [id, place(int32s(begin)), place(int32s(size))], [size]);
      },
      () => {
        const other = random.pick(same);
        const options = { axis, activation: 'none' } as const;
        if (extent <= 8) add({ kind: 'CONCATENATION', options }, [id, other], [shape.with(axis, 2 * extent)]);
      },
      () => add({ kind: 'REVERSE_V2', options: {} }, [id, place(int32s([axis]))], [[...shape]]),
      () => {
        const due = axes.map((at) => shape[at] as number);
        add({ kind: 'TRANSPOSE', options: {} }, [id, place(int32s(axes))], [due]);
      },
      () => add({ kind: 'ADD', options: { activation: 'none' } }, [id, random.pick(same)], [[...shape]]),
      () => add({ kind: 'ADD', options: { activation: 'none' } }, [id, random.pick(same)], [[...shape]]),
    ];
    random.pick(steps)();
  }
  const made = operators.flatMap(({ outputs }) => outputs);
  const outputs = made.filter((id) => !used.has(id) || random.oneIn(8));
  return network(tensors, operators, [0, 1], outputs);
};

const constant = (random: Random, shape: readonly number[]): Draft => ({
  ...activation(shape),
  data: Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.below(256)),
});
