import type { Tensor } from '../../model/graph.ts';
import { type MatrixShapes, matrixShapes } from '../../model/matrices.ts';
import type { OptionsByKind } from '../../model/options.ts';
import { elementBytes, elements } from '../../model/shapes.ts';
import { heads, offset, stepsWithin } from '../axis-loops.ts';
import { weightsOf } from '../convolution.ts';
import { lowerMatrix, matrixRescale } from '../lower-matrix.ts';
import { matmulKernel, type Side } from '../matmul.ts';
import { affine } from '../quantize.ts';
import { realMatmulKernel } from '../reals/matrix.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

/** Elements from one matrix to the next along the outer axes of the output; 0 repeats one. */
const matrixSteps = ({ shape }: Tensor, batch: readonly number[]): number[] =>
  batch.map((_, axis) => {
    const own = axis - batch.length + shape.length - 2;
    return (shape[own] ?? 1) === 1 ? 0 : elements(shape.slice(own + 1));
  });

const sides = (
  { adjX, adjY }: OptionsByKind['BATCH_MATMUL'],
  { rows, depth, columns }: MatrixShapes,
): { readonly a: Side; readonly b: Side } => ({
  a: { count: rows, ...(adjX ? { step: 1, depthStep: rows } : { step: depth, depthStep: 1 }) },
  b: { count: columns, ...(adjY ? { step: depth, depthStep: 1 } : { step: 1, depthStep: columns }) },
});

/** Row by row what the columns of a constant matrix are. */
const turned = (w: Tensor, { depth, columns }: MatrixShapes): Int8Array => {
  const weights = weightsOf(w);
  return Int8Array.from(weights, (_, at) => weights[(at % depth) * columns + Math.floor(at / depth)] as number);
};

export default {
  kinds: ['BATCH_MATMUL'],
  lower: ({ options }, { x, w: other, y }, tiles): Lowered => {
    const w = other as Tensor;
    const given = matrixShapes(options, x, w) as MatrixShapes;
    // Where all matrices meet the same one, and their rows follow one another, they are one.
    const isOne = !options.adjX && elements(w.shape) === given.depth * given.columns;
    const shapes = isOne ? { ...given, batch: [], rows: elements(x.shape) / given.depth } : given;
    const { batch, rows, depth, columns } = shapes;
    if (isOne && w.data && x.dtype === 'int8' && affine(w).zero === 0) {
      const weights = options.adjY ? weightsOf(w) : turned(w, shapes);
      const matrix = { weights, outputs: columns, inputs: depth, bias: [], activation: 'none' } as const;
      const rescale = (column: number) => matrixRescale(x, w, y, column);
      return lowerMatrix({ ...matrix, rescale, isZeroFolded: false, sumBits: 32 }, { x, y, rows }, tiles);
    }
    const product = { ...sides(options, shapes), depth, bias: [] };
    const lowered =
      x.dtype === 'float32'
        ? realMatmulKernel(product)
        : matmulKernel({ ...product, rescale: matrixRescale(x, w, y, 0), activation: 'none' }, { x, w, y });
    const loops = batch.map((extent) => ({ extent, step: 0 }));
    const outputSteps = stepsWithin(loops).map((step) => step * rows * columns);
    const along = (address: string | undefined, steps: readonly number[]) =>
      `${address}${offset(steps, 'i', elementBytes(x.dtype))}`;
    return {
      ...lowered,
      reads: [0, 1],
      emit: ({ inputs, output, constants, scratch }) => {
        const [a, b] = [along(inputs[0], matrixSteps(x, batch)), along(inputs[1], matrixSteps(w, batch))];
        const rest = [along(output, outputSteps), constants, ...(lowered.scratchBytes > 0 ? [scratch] : [])];
        return `${heads(loops, 'i')}${lowered.kernel}(${[a, b, ...rest].join(', ')});`;
      },
    };
  },
} satisfies OperatorSpec<'BATCH_MATMUL'>;
