import type { Graph, OperatorKind } from '../../../host/model/graph.ts';
import { alone, type Draft, network } from '../drafts.ts';

const real = (shape: readonly number[]): Draft => ({ dtype: 'float32', shape });
const constant = (shape: readonly number[], values: readonly number[]): Draft => ({
  ...real(shape),
  data: new Uint8Array(Float32Array.from(values).buffer),
});

const x = real([2, 3, 4]);
const ofOne = (kind: OperatorKind): Graph => alone({ kind, options: {} }, [x], [x]);
const ofTwo = (kind: OperatorKind): Graph => alone({ kind, options: {} }, [x, constant([4], [0.5, -1.5, 2, 3])], [x]);

/** Operators of real numbers alone. */
export const realSamples = {
  CEIL: ofOne('CEIL'),
  COS: ofOne('COS'),
  EXP: ofOne('EXP'),
  FLOOR: ofOne('FLOOR'),
  FLOOR_DIV: ofTwo('FLOOR_DIV'),
  FLOOR_MOD: ofTwo('FLOOR_MOD'),
  L2_POOL_2D: network(
    [real([1, 4, 5, 2]), real([1, 2, 3, 2])],
    [
      {
        ...{ kind: 'L2_POOL_2D', inputs: [0], outputs: [1] },
        options: { padding: 'same', strideH: 2, strideW: 2, filterH: 3, filterW: 2, activation: 'relu' },
      },
    ],
  ),
  LOG: ofOne('LOG'),
  NEG: ofOne('NEG'),
  ROUND: ofOne('ROUND'),
  SIN: ofOne('SIN'),
  SQRT: ofOne('SQRT'),
  SQUARE: ofOne('SQUARE'),
} satisfies Partial<Record<OperatorKind, Graph>>;
