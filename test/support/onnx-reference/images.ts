import { get, int, type Reals, type Run, tabulate } from './tensor.ts';

/** Only with whole factors: the nearest element, or linear between pixels' centres. */
export const resize: Run = ([x, , , sizes], { attributes }) => {
  const input = x as Reals;
  const shape = sizes?.values as readonly number[];
  const position = (at: number, axis: number) => {
    const factor = (shape[axis] as number) / (input.shape[axis] as number);
    return attributes?.['coordinate_transformation_mode'] === 'asymmetric' ? at / factor : (at + 0.5) / factor - 0.5;
  };
  const within = (at: number, axis: number) => Math.max(0, Math.min((input.shape[axis] as number) - 1, at));
  return tabulate(shape, ([n = 0, c = 0, row = 0, column = 0]) => {
    const [y, z] = [position(row, 2), position(column, 3)];
    const at = (h: number, w: number) => get(input, [n, c, within(h, 2), within(w, 3)]);
    if (attributes?.['mode'] !== 'linear') return at(Math.floor(y + 0.5 - 1e-9), Math.floor(z + 0.5 - 1e-9));
    const [top, left] = [Math.floor(y), Math.floor(z)];
    const [dy, dz] = [y - top, z - left];
    const mix = (h: number) => at(h, left) * (1 - dz) + at(h, left + 1) * dz;
    return mix(top) * (1 - dy) + mix(top + 1) * dy;
  });
};

export const depthToSpace: Run = ([x], { attributes }) => {
  const input = x as Reals;
  const size = int(attributes, 'blocksize', 1);
  const [n = 0, c = 0, h = 0, w = 0] = input.shape;
  const depth = c / size ** 2;
  return tabulate([n, depth, h * size, w * size], ([batch = 0, channel = 0, row = 0, column = 0]) => {
    const block = (row % size) * size + (column % size);
    return get(input, [batch, block * depth + channel, Math.floor(row / size), Math.floor(column / size)]);
  });
};

export const spaceToDepth: Run = ([x], { attributes }) => {
  const input = x as Reals;
  const size = int(attributes, 'blocksize', 1);
  const [n = 0, c = 0, h = 0, w = 0] = input.shape;
  return tabulate([n, c * size ** 2, h / size, w / size], ([batch = 0, channel = 0, row = 0, column = 0]) => {
    const block = Math.floor(channel / c);
    return get(input, [batch, channel % c, row * size + Math.floor(block / size), column * size + (block % size)]);
  });
};
