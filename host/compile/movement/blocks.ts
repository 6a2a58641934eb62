/** Part of an axis that is cut into blocks: bytes from the start on both sides, and the loops over it. */
interface Piece {
  readonly few: number;
  readonly many: number;
  readonly axes: readonly { readonly extent: number; readonly few: number; readonly many: number }[];
}
export type Pieces = readonly Piece[];

interface Cut {
  readonly extent: number;
  /** Positions in a block. */
  readonly size: number;
  /** Positions of the first block that lie in front of the axis. */
  readonly before: number;
  /** Bytes from one position to the next where the axis is whole. */
  readonly fewStep: number;
  /** Bytes from one block to the next, and from one place in the block to the next, where it is cut. */
  readonly step: number;
  readonly placeStep: number;
}

/** An axis from `before` on: the rest of a block, whole blocks, the beginning of one. */
export const blocksOf = ({ extent, size, before, fewStep, step, placeStep }: Cut): Pieces => {
  const piece = (first: number, blocks: number, places: number): Piece => {
    const position = first + before;
    return {
      few: first * fewStep,
      many: Math.floor(position / size) * step + (position % size) * placeStep,
      axes: [
        { extent: blocks, few: size * fewStep, many: step },
        { extent: places, few: fewStep, many: placeStep },
      ],
    };
  };
  const head = Math.min(extent, (size - (before % size)) % size);
  const blocks = Math.floor((extent - head) / size);
  const tail = extent - head - blocks * size;
  return [piece(0, 1, head), piece(head, blocks, size), piece(head + blocks * size, 1, tail)].filter(({ axes }) =>
    axes.every((axis) => axis.extent > 0),
  );
};
