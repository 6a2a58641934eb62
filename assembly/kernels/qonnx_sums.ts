import { qonnx_levels } from './qonnx_levels';

/**
 * Sums of (x - zero) · weight over windows, or the levels that they reach; taps outside the image count nothing.
 * @param x s8[images, inH, inW, groups · perGroup]
 * @param w s8[groups · perFilter, kernelH, kernelW, perGroup]
 * @param y Y[images, outH, outW, groups · perFilter]: s32 sums, or s8 levels, written position after position
 * @param p s32 images, inH, inW, groups, perGroup, perFilter, kernelH, kernelW, outH, outW, strideH, strideW, dilationH, dilationW,
 *   padTop, padLeft, zero, then of levels: count of thresholds, 1 if each filter has its own, else 0
 * @param thresholds s32[filters or 1, count] of levels, see `qonnx_levels`
 * @param levels     s8[filters or 1, count + 1]
 * @param scratch    s32[filters] of levels
 */
export function qonnx_sums<Y>(
  x: usize,
  w: usize,
  y: usize,
  p: usize,
  thresholds: usize,
  levels: usize,
  scratch: usize,
): void {
  const inH = load<i32>(p, 4);
  const inW = load<i32>(p, 8);
  const groups = load<i32>(p, 12);
  const perGroup = load<i32>(p, 16);
  const filters = groups * load<i32>(p, 20);
  const outH = load<i32>(p, 32);
  const outW = load<i32>(p, 36);
  const strideH = load<i32>(p, 40);
  const strideW = load<i32>(p, 44);
  const padTop = load<i32>(p, 56);
  const padLeft = load<i32>(p, 60);
  const pixel = groups * perGroup;
  let images = load<i32>(p);
  do {
    for (let oy = 0; oy < outH; oy++) {
      for (let ox = 0; ox < outW; ox++) {
        const sums = sizeof<Y>() == 4 ? y : scratch;
        position(x, w, sums, p, oy * strideH - padTop, ox * strideW - padLeft);
        if (sizeof<Y>() == 1) {
          const count = load<i32>(p, 68);
          const step = load<i32>(p, 72);
          const rows = step ? filters : 1;
          qonnx_levels<i32, i8>(sums, y, thresholds, levels, 1, rows, step ? 1 : filters, count, step);
        }
        y += filters * sizeof<Y>();
      }
    }
    x += inH * inW * pixel;
    images--;
  } while (images);
}

/** All filters at one position, whose window begins at row `top` and column `left`. */
function position(x: usize, w: usize, y: usize, p: usize, top: i32, left: i32): void {
  const inH = load<i32>(p, 4);
  const inW = load<i32>(p, 8);
  const groups = load<i32>(p, 12);
  const perGroup = load<i32>(p, 16);
  const perFilter = load<i32>(p, 20);
  const kernelH = load<i32>(p, 24);
  const kernelW = load<i32>(p, 28);
  const dilationH = load<i32>(p, 48);
  const dilationW = load<i32>(p, 52);
  const zero = load<i32>(p, 64);
  const pixel = groups * perGroup;
  for (let group = 0; group < groups; group++) {
    for (let filter = 0; filter < perFilter; filter++) {
      let sum = 0;
      for (let ky = 0; ky < kernelH; ky++) {
        const row = top + ky * dilationH;
        if (<u32>row >= <u32>inH) {
          w += kernelW * perGroup;
          continue;
        }
        for (let kx = 0; kx < kernelW; kx++) {
          const column = left + kx * dilationW;
          const end = w + perGroup;
          if (<u32>column >= <u32>inW) {
            w = end;
            continue;
          }
          let at = x + (row * inW + column) * pixel + group * perGroup;
          do {
            sum += (<i32>load<i8>(at) - zero) * <i32>load<i8>(w);
            at++;
            w++;
          } while (w != end);
        }
      }
      store<i32>(y, sum);
      y += 4;
    }
  }
}
