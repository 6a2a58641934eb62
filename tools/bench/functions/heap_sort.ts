import { fill } from './shared/random';

const COUNT = 256;

function word(at: usize, index: i32): usize {
  return at + ((<usize>index) << 2);
}

/** Lets the root sink until no child is larger. */
function sift(at: usize, root: i32, count: i32): void {
  const value = load<i32>(word(at, root));
  let child = 2 * root + 1;
  while (child < count) {
    let larger = load<i32>(word(at, child));
    if (child + 1 < count) {
      const right = load<i32>(word(at, child + 1));
      if (right > larger) {
        larger = right;
        child++;
      }
    }
    if (larger <= value) break;
    store<i32>(word(at, root), larger);
    root = child;
    child = 2 * root + 1;
  }
  store<i32>(word(at, root), value);
}

/** Sorts signed words, ascending (Williams 1964, Floyd 1964). */
export function heap_sort(at: usize, count: i32): void {
  for (let root = (count >> 1) - 1; root >= 0; root--) sift(at, root, count);
  for (let last = count - 1; last > 0; last--) {
    const largest = load<i32>(at);
    store<i32>(at, load<i32>(word(at, last)));
    store<i32>(word(at, last), largest);
    sift(at, 0, last);
  }
}

export function prepare(at: usize): void {
  fill(at, COUNT * 4, 1);
}

export function run(at: usize): i32 {
  heap_sort(at, COUNT);
  return load<i32>(at);
}
