import { decodeBox } from '../arith/boxes';
import { greatest, keep, pick, strike } from '../arith/candidates';
import { Detection } from '../shared/detection_layout';

/**
 * Boxes around what is seen, best first, each without others that are much the same (tflite-micro, detection_postprocess.cc). What is
 * beyond their number is zero; the reference leaves it as its memory was, unless it goes class by class. Where one box has no area,
 * it gives up, and here nothing is detected. Among equal scores the first class and the first box are first.
 * @param x         f32[boxes, 4 or more] encodings
 * @param scores    f32[boxes, classes], or with a background before class 0
 * @param anchors   f32[boxes, 4]
 * @param detected  f32[most, 4] corners
 * @param labels    f32[most] classes
 * @param values    f32[most] scores, falling
 * @param number    f32[1]
 * @param p         fields `Detection`
 * @param scratch   f32[boxes, 4], f32[boxes], s32[boxes]
 */
export function detection_postprocess(
  x: usize,
  scores: usize,
  anchors: usize,
  detected: usize,
  labels: usize,
  values: usize,
  number: usize,
  p: usize,
  scratch: usize,
): void {
  const boxes = load<i32>(p, Detection.BOXES);
  const scoreBytes = load<usize>(p, Detection.SCORE_BYTES);
  const classes = load<i32>(p, Detection.CLASSES);
  const most = load<i32>(p, Detection.MOST);
  const mostOfClass = load<i32>(p, Detection.MOST_OF_CLASS);
  memory.fill(detected, 0, most << 4);
  memory.fill(labels, 0, most << 2);
  memory.fill(values, 0, most << 2);
  store<f32>(number, 0);
  for (let box = 0; box < boxes; box++) {
    if (!decodeBox(x, anchors + (box << 4), p, scratch + (box << 4))) return;
    x += load<usize>(p, Detection.ENCODING_BYTES);
  }
  scores += load<usize>(p, Detection.BACKGROUND_BYTES);
  const own = scratch + (boxes << 4);
  const kept = own + (boxes << 2);
  const turns = mostOfClass ? classes : 1;
  const mostOfTurn = mostOfClass ? mostOfClass : most;
  let count = 0;
  for (let turn = 0; turn < turns; turn++) {
    for (let box = 0; box < boxes; box++) {
      const row = scores + box * scoreBytes;
      const label = mostOfClass ? turn : greatest(row, classes);
      store<f32>(own + (box << 2), load<f32>(row + (label << 2)));
    }
    let left = keep(own, boxes, load<f32>(p, Detection.LEAST_SCORE), kept);
    for (let n = 0; n < mostOfTurn && left; n++) {
      const box = pick(own, kept, left);
      left = strike(scratch, box, load<f32>(p, Detection.MOST_OVERLAP), kept, left);
      const value = load<f32>(own + (box << 2));
      let at = count;
      while (at && load<f32>(values + ((at - 1) << 2)) < value) at--;
      if (at == most) continue;
      const later = min(count, most - 1) - at;
      const place = at << 2;
      memory.copy(detected + (place << 2) + 16, detected + (place << 2), later << 4);
      memory.copy(labels + place + 4, labels + place, later << 2);
      memory.copy(values + place + 4, values + place, later << 2);
      memory.copy(detected + (place << 2), scratch + (box << 4), 16);
      store<f32>(labels + place, <f32>(mostOfClass ? turn : greatest(scores + box * scoreBytes, classes)));
      store<f32>(values + place, value);
      count = min(count + 1, most);
    }
  }
  store<f32>(number, <f32>count);
}
