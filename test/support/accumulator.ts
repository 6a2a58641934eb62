import type { Graph, Operator, Tensor } from '../../host/model/graph.ts';

const scaled = { dtype: 'int8', shape: [1, 4], quantization: { scales: [1], zeroPoints: [0], axis: 0 } } as const;
const handle = { dtype: 'resource', shape: [1] } as const;
const named = (tensors: readonly Omit<Tensor, 'id' | 'name'>[]): Tensor[] =>
  tensors.map((tensor, id) => ({ ...tensor, id, name: `t${id}` }));

const variable = (index: number, output: number): Operator => ({
  ...{ index, kind: 'VAR_HANDLE', inputs: [], outputs: [output] },
  options: { container: '', sharedName: 'sum' },
});

const numbered = (operators: readonly Operator[]): Operator[] =>
  operators.map((operator, index) => ({ ...operator, index }));

/** Adds its input to a variable that `initial` is the first value of, or its zero point, and gives the sum. */
export const accumulator = (initial?: readonly number[]): Graph => ({
  name: 'accumulator',
  tensors: named([scaled, handle, scaled, scaled]),
  operators: numbered([
    ...(initial ? [{ index: 0, kind: 'CALL_ONCE', inputs: [], outputs: [], options: { subgraph: 0 } } as const] : []),
    variable(1, 1),
    { index: 2, kind: 'READ_VARIABLE', inputs: [1], outputs: [2], options: {} },
    { index: 3, kind: 'ADD', inputs: [0, 2], outputs: [3], options: { activation: 'none' } },
    { index: 4, kind: 'ASSIGN_VARIABLE', inputs: [1, 3], outputs: [], options: {} },
  ]),
  inputs: [0],
  outputs: [3],
  ...(initial && {
    subgraphs: [
      {
        tensors: named([handle, { ...scaled, data: Uint8Array.from(initial) }]),
        operators: [
          variable(0, 0),
          { index: 1, kind: 'ASSIGN_VARIABLE', inputs: [0, 1], outputs: [], options: {} } as const,
        ],
        inputs: [],
        outputs: [],
      },
    ],
  }),
});
