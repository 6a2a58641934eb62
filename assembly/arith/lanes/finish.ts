import { Conv, Lanes } from '../../shared/conv_layout';

/**
 * What becomes of the sums of one position.
 * @param sums    s32[filters]
 * @param y       Y[filters]: s32 sums, or s8 levels, found by halving
 * @param record  the first filter's record, see `Lanes`
 */
export function finish<Y>(sums: usize, y: usize, p: usize, record: usize): void {
  const bytes = load<u32>(p, Lanes.RECORD_BYTES);
  const first: usize = 2 << load<u32>(p, Lanes.LEVEL_BITS);
  const end = sums + (load<u32>(p, Conv.GROUP_FILTERS) << 2);
  do {
    const sum = load<i32>(sums);
    if (sizeof<Y>() == 4) {
      store<i32>(y, sum + load<i32>(record));
    } else {
      let at = record;
      let step = first;
      do {
        const middle = at + step;
        if (load<i32>(middle - 4) <= sum) at = middle;
        step >>= 1;
      } while (step != 2);
      store<u8>(y, load<u8>(record + (first << 1) - 4 + ((at - record) >> 2)));
    }
    record += bytes;
    y += sizeof<Y>();
    sums += 4;
  } while (sums != end);
}
