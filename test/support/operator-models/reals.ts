import type { Graph, Operator, OperatorKind, Tensor } from '../../../host/model/graph.ts';
import { asReals } from '../as-reals.ts';
import type { Random } from '../random.ts';
import add from './add.ts';
import argMinMax from './arg-min-max.ts';
import batchMatmul from './batch-matmul.ts';
import choices from './choices.ts';
import convolutions from './convolutions.ts';
import cumsum from './cumsum.ts';
import div from './div.ts';
import fullyConnected from './fully-connected.ts';
import pool2d from './pool-2d.ts';
import products from './products.ts';
import reduction from './reduction.ts';
import resizeBilinear from './resize-bilinear.ts';
import softmax from './softmax.ts';
import type { OperatorModels } from './spec.ts';
import sums from './sums.ts';
import svdf from './svdf.ts';
import transposeConv from './transpose-conv.ts';
import unary from './unary.ts';

/** PRELU has at most four axes then. */
const isTaken = ({ operators: [operator], tensors }: Graph): boolean =>
  operator?.kind !== 'PRELU' || tensors.every(({ shape }) => shape.length <= 4);

const taken = (random: Random, make: OperatorModels['make']): Graph => {
  for (;;) {
    const graph = make(random);
    if (isTaken(graph)) return graph;
  }
};

/** Operators of reals alone, whose models are those of others by another name. */
const others: Partial<Record<OperatorKind, readonly OperatorKind[]>> = {
  ABS: ['CEIL', 'COS', 'EXP', 'FLOOR', 'LOG', 'NEG', 'ROUND', 'SIN', 'SQRT', 'SQUARE'],
  AVERAGE_POOL_2D: ['L2_POOL_2D'],
  DIV: ['FLOOR_DIV', 'FLOOR_MOD'],
};

const renamed = (graph: Graph, kind: OperatorKind): Graph => ({
  ...graph,
  operators: graph.operators.map((operator) => ({ ...operator, kind }) as Operator),
});

type Limits = readonly [least: number, largest: number];

const DIVISOR = 1;
const quotient = ({ id }: Tensor): Limits => (id === DIVISOR ? [1, 20] : [-20, 20]);

/** Where functions are defined, and have more than one value; divisors that are not 0. */
const domains: Partial<Record<OperatorKind, Limits | ((input: Tensor) => Limits)>> = {
  ARG_MAX: [-3, 3],
  ARG_MIN: [-3, 3],
  COS: [-1e4, 1e4],
  DIV: quotient,
  ELU: [-30, 10],
  EXP: [-110, 90],
  FLOOR_DIV: quotient,
  FLOOR_MOD: quotient,
  LOG: [1e-6, 1e6],
  RSQRT: [1e-6, 1e6],
  SIN: [-1e4, 1e4],
  SQRT: [0, 1e6],
};

const ofInt8: readonly OperatorModels[] = [
  ...[add, argMinMax, batchMatmul, choices, convolutions, cumsum, div, fullyConnected, pool2d, products, reduction],
  ...[resizeBilinear, softmax, sums, svdf, transposeConv, unary],
].flat();

export default ofInt8
  .filter(({ kind, dtype }) => dtype === 'int8' && kind !== 'ZEROS_LIKE')
  .flatMap(({ kind: given, make }) =>
    [given, ...(others[given] ?? [])].map((kind): OperatorModels => {
      const domain = domains[kind];
      return {
        ...{ kind, dtype: 'float32', make: (random) => renamed(asReals(random, taken(random, make)), kind) },
        ...(domain && { limits: typeof domain === 'function' ? domain : () => domain }),
      };
    }),
  );
