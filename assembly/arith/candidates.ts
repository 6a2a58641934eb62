import { sharedArea } from './boxes';

/** The first of the greatest. */
export function greatest(scores: usize, count: i32): i32 {
  let best = 0;
  for (let i = 1; i < count; i++) if (load<f32>(scores + (best << 2)) < load<f32>(scores + (i << 2))) best = i;
  return best;
}

/** Lists the boxes whose score is not too small; how many. */
export function keep(scores: usize, boxes: i32, least: f32, kept: usize): i32 {
  let count = 0;
  for (let box = 0; box < boxes; box++)
    if (load<f32>(scores + (box << 2)) >= least) store<i32>(kept + (count++ << 2), box);
  return count;
}

/** The first of those listed that have the greatest score. */
export function pick(scores: usize, kept: usize, count: i32): i32 {
  let best = load<i32>(kept);
  for (let i = 1; i < count; i++) {
    const box = load<i32>(kept + (i << 2));
    if (load<f32>(scores + (best << 2)) < load<f32>(scores + (box << 2))) best = box;
  }
  return best;
}

/** Strikes a box and those that share too much with it; how many are left. */
export function strike(corners: usize, box: i32, most: f32, kept: usize, count: i32): i32 {
  let left = 0;
  for (let i = 0; i < count; i++) {
    const other = load<i32>(kept + (i << 2));
    if (other == box || sharedArea(corners + (box << 4), corners + (other << 4)) > most) continue;
    store<i32>(kept + (left++ << 2), other);
  }
  return left;
}
