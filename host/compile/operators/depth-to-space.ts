import { mover } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, widthOf } from '../movement/move.ts';

/** Channels go by rows of a block, then by columns: position (h, w) of block (y, x) has the channels of that block's place. */
export default mover(['DEPTH_TO_SPACE', 'SPACE_TO_DEPTH'], ({ kind, options: { blockSize } }, { x, y }) => {
  const isUnfolded = kind === 'DEPTH_TO_SPACE';
  const [deep, wide] = isUnfolded ? [x, y] : [y, x];
  const [n = 1, h = 1, w = 1] = deep.shape;
  const channels = wide.shape[3] ?? 1;
  const width = widthOf(x);
  const [image = 0, row = 0, column = 0] = stepsOf(deep);
  const inDeep = [image, row, blockSize * channels * width, column, channels * width, width];
  const [wideImage = 0, wideRow = 0, wideColumn = 0] = stepsOf(wide);
  const inWide = [wideImage, blockSize * wideRow, wideRow, blockSize * wideColumn, wideColumn, width];
  const extents = [n, h, blockSize, w, blockSize, channels];
  const [from, to] = isUnfolded ? [inDeep, inWide] : [inWide, inDeep];
  return { moves: [{ from: input(0), to: output(0), width, axes: axesOf(extents, from, to) }] };
});
