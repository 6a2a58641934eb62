import { Detection } from '../shared/detection_layout';
import { exp_f64 } from './exp_f64';

/** One side of a box: where it begins and ends, 8 bytes apart. Whether it ends behind its beginning. */
function decodeSide(x: usize, anchor: usize, scales: usize, table: usize, y: usize): bool {
  const length = <f64>load<f32>(anchor, 8);
  const place = (<f64>load<f32>(x) / <f64>load<f32>(scales)) * length + <f64>load<f32>(anchor);
  const growth = exp_f64(<f64>load<f32>(x, 8) / <f64>load<f32>(scales, 8), table);
  const center = <f32>place;
  const half = <f32>(0.5 * growth * length);
  const start = center - half;
  const end = center + half;
  store<f32>(y, start);
  store<f32>(y, end, 8);
  return !(start >= end);
}

/**
 * A box from its distance to an anchor (tflite-micro, detection_postprocess.cc, DecodeCenterSizeBoxes). Whether it has an area.
 * @param x       f32[4] center and size: y, x, height, width; in logarithms what is a size
 * @param anchor  f32[4] center and size
 * @param p       fields `Detection`
 * @param y       f32[4] corners: y, x, y, x
 */
export function decodeBox(x: usize, anchor: usize, p: usize, y: usize): bool {
  const table = p + Detection.EXP_TABLE;
  const scales = p + Detection.SCALES;
  const isTall = decodeSide(x, anchor, scales, table, y);
  return decodeSide(x + 4, anchor + 4, scales + 4, table, y + 4) && isTall;
}

function areaOf(box: usize): f32 {
  return (load<f32>(box, 8) - load<f32>(box)) * (load<f32>(box, 12) - load<f32>(box, 4));
}

/** How far two boxes overlap along one side; comparisons are those of std::min and std::max. */
function overlapOf(a: usize, b: usize): f32 {
  const startA = load<f32>(a);
  const startB = load<f32>(b);
  const endA = load<f32>(a, 8);
  const endB = load<f32>(b, 8);
  const overlap = (endB < endA ? endB : endA) - (startA < startB ? startB : startA);
  return overlap < 0 ? 0 : overlap;
}

/** Of two boxes, the area that they share by the area of both (detection_postprocess.cc, ComputeIntersectionOverUnion). */
export function sharedArea(a: usize, b: usize): f32 {
  const areaA = areaOf(a);
  const areaB = areaOf(b);
  if (areaA <= 0 || areaB <= 0) return 0;
  const shared = overlapOf(a, b) * overlapOf(a + 4, b + 4);
  return shared / (areaA + areaB - shared);
}
