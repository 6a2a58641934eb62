import { Conv, Lanes } from '../../shared/conv_layout';

/**
 * What becomes of the sums of one position.
 * @param sums    s32[filters]
 * @param y       Y[filters]: s32 sums, or s8 levels, found by halving
 * @param record  the first filter's record, see `Lanes`
 */
export function finish<Y>(sums: usize, y: usize, p: usize, record: usize): void {
  const end = sums + (load<u32>(p, Conv.GROUP_FILTERS) << 2);
  if (sizeof<Y>() == 4) add_offsets(sums, end, y, record);
  else {
    const words = load<i32>(p, Lanes.LEVEL_WORDS);
    if (words == 4) find_in_words(sums, end, y, record, false);
    else if (words == 16) find_in_words(sums, end, y, record, true);
    else find(sums, end, y, record, load<i32>(p, Lanes.LEVEL_BITS));
  }
}

function add_offsets(sums: usize, end: usize, y: usize, record: usize): void {
  do {
    store<i32>(y, load<i32>(sums) + load<i32>(record));
    record += 4;
    y += 4;
    sums += 4;
  } while (sums != end);
}

/** Among 16 thresholds, or 4, with the levels behind them in their low bytes. */
@inline
function find_in_words(sums: usize, end: usize, y: usize, record: usize, is16: bool): void {
  do {
    const sum = (load<i32>(sums) << 8) + 255;
    let at = record;
    if (is16) {
      if (load<i32>(at, 32) <= sum) at += 32;
      if (load<i32>(at, 16) <= sum) at += 16;
    }
    if (load<i32>(at, 8) <= sum) at += 8;
    if (load<i32>(at, 4) <= sum) at += 4;
    store<u8>(y, load<u8>(at));
    record += is16 ? 64 : 16;
    y++;
    sums += 4;
  } while (sums != end);
}

function find(sums: usize, end: usize, y: usize, record: usize, bits: i32): void {
  const first: usize = 2 << bits;
  const levels = (first << 1) - 4;
  const bytes = levels + ((((1 << bits) + 3) & ~3) as usize);
  do {
    const sum = load<i32>(sums);
    let at = record;
    let step = first;
    do {
      const middle = at + step;
      if (load<i32>(middle - 4) <= sum) at = middle;
      step >>= 1;
    } while (step != 2);
    store<u8>(y, load<u8>(record + levels + ((at - record) >> 2)));
    record += bytes;
    y++;
    sums += 4;
  } while (sums != end);
}
