import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { paddingsOf } from '../../model/paddings.ts';
import { blocksOf, type Pieces } from '../movement/blocks.ts';
import { mover } from '../movement/lower.ts';
import { type Axis, constant, input, type Move, output, repeated, stepsOf, widthOf } from '../movement/move.ts';

/**
 * Image n of the larger batch holds, at every block, the position that n / images counts, row by row. Positions inside the
 * margins have no place among the larger images; those are filled first.
 */
export default mover(['BATCH_TO_SPACE_ND', 'SPACE_TO_BATCH_ND'], ({ kind }, { x, y, w, bias }) => {
  const isGathered = kind === 'BATCH_TO_SPACE_ND';
  const [few, many] = isGathered ? [y, x] : [x, y];
  const sizes = integers(w as Tensor);
  const margins = paddingsOf(bias as Tensor);
  const width = widthOf(x);
  const [fewSteps, manySteps] = [stepsOf(few), stepsOf(many)];
  const images = few.shape[0] ?? 1;
  const imageStep = manySteps[0] ?? 0;
  /** Two sides of an axis, the way this operator goes. */
  const axis = (extent: number, inFew: number, inMany: number): Axis =>
    isGathered ? { extent, from: inMany, to: inFew } : { extent, from: inFew, to: inMany };
  const start: Pieces = [{ few: 0, many: 0, axes: [] }];
  const pieces = sizes.reduce((list, size, at) => {
    const step = manySteps[at + 1] ?? 0;
    // Images of one place in the block lie together, and columns of the block inside its rows.
    const placeStep = imageStep * images * sizes.slice(at + 1).reduce((product, one) => product * one, 1);
    const parts = blocksOf({
      extent: few.shape[at + 1] ?? 1,
      ...{ size, before: margins[at]?.before ?? 0, step, placeStep, fewStep: fewSteps[at + 1] ?? 0 },
    });
    return list.flatMap((piece) =>
      parts.map((part) => ({
        few: piece.few + part.few,
        many: piece.many + part.many,
        axes: [...piece.axes, ...part.axes],
      })),
    );
  }, start);
  const channels = few.shape.at(-1) ?? 1;
  const moves = pieces.map(({ few: inFew, many: inMany, axes }): Move => {
    const [from, to] = isGathered ? [inMany, inFew] : [inFew, inMany];
    const all = [
      axis(images, fewSteps[0] ?? 0, imageStep),
      ...axes.map((one) => axis(one.extent, one.few, one.many)),
      axis(channels, width, width),
    ];
    return { from: input(0, from), to: output(0, to), width, axes: all };
  });
  const isPadded = !isGathered && margins.some(({ before, after }) => before + after > 0);
  if (!isPadded) return { moves };
  return { moves: [repeated(y, constant(), output(0)), ...moves], constants: new Uint8Array(width) };
});
