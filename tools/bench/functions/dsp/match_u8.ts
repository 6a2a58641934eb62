import { usada8 } from '../../arith/dsp/index';
import { fill } from '../shared/random';

const SIDE = 16;
const LAST_PLACE: usize = 16;
const IMAGE_WIDTH = 32;
const IMAGE_BYTES = IMAGE_WIDTH * SIDE;
const BLOCK_BYTES = SIDE * SIDE;

/** Sum of absolute differences of a block of 16 × 16 bytes and a place in an image: how video coders find motion. */
export function match_u8(block: usize, image: usize, imageWidth: usize): i32 {
  let sum = 0;
  for (const end = block + BLOCK_BYTES; block < end; block += SIDE) {
    sum = usada8(load<i32>(block), load<i32>(image), sum);
    sum = usada8(load<i32>(block, 4), load<i32>(image, 4), sum);
    sum = usada8(load<i32>(block, 8), load<i32>(image, 8), sum);
    sum = usada8(load<i32>(block, 12), load<i32>(image, 12), sum);
    image += imageWidth;
  }
  return sum;
}

export function prepare(at: usize): void {
  fill(at, BLOCK_BYTES + IMAGE_BYTES, 1);
}

/** The best of five places. */
export function run(at: usize): i32 {
  const image = at + BLOCK_BYTES;
  let best = i32.MAX_VALUE;
  for (let x: usize = 0; x <= LAST_PLACE; x += 4) best = min(best, match_u8(at, image + x, IMAGE_WIDTH));
  return best;
}
