
@inline
function row(rows: usize, list: usize): v128 {
  return v128.load(rows + ((<usize>load<u16>(list)) << 4));
}

/** As `add_columns`, of rows of 128 bits: the list has their places, which count from 0. */
export function add_columns_simd(rows: usize, list: usize, end: usize, planes: usize): void {
  let ones = v128.load(planes);
  let twos = v128.load(planes, 16);
  let fours = v128.load(planes, 32);
  let eights = v128.load(planes, 48);
  let sixteens = v128.load(planes, 64);
  let others = v128.load(planes, 80);
  while (list != end) {
    let a = row(rows, list);
    let b = row(rows, list + 2);
    let sum = v128.xor(ones, a);
    let two = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    a = row(rows, list + 4);
    b = row(rows, list + 6);
    sum = v128.xor(ones, a);
    let next = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    sum = v128.xor(twos, two);
    let four = v128.or(v128.and(twos, two), v128.and(sum, next));
    twos = v128.xor(sum, next);
    a = row(rows, list + 8);
    b = row(rows, list + 10);
    sum = v128.xor(ones, a);
    two = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    a = row(rows, list + 12);
    b = row(rows, list + 14);
    sum = v128.xor(ones, a);
    next = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    sum = v128.xor(twos, two);
    let other = v128.or(v128.and(twos, two), v128.and(sum, next));
    twos = v128.xor(sum, next);
    sum = v128.xor(fours, four);
    let eight = v128.or(v128.and(fours, four), v128.and(sum, other));
    fours = v128.xor(sum, other);
    a = row(rows, list + 16);
    b = row(rows, list + 18);
    sum = v128.xor(ones, a);
    two = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    a = row(rows, list + 20);
    b = row(rows, list + 22);
    sum = v128.xor(ones, a);
    next = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    sum = v128.xor(twos, two);
    four = v128.or(v128.and(twos, two), v128.and(sum, next));
    twos = v128.xor(sum, next);
    a = row(rows, list + 24);
    b = row(rows, list + 26);
    sum = v128.xor(ones, a);
    two = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    a = row(rows, list + 28);
    b = row(rows, list + 30);
    sum = v128.xor(ones, a);
    next = v128.or(v128.and(ones, a), v128.and(sum, b));
    ones = v128.xor(sum, b);
    sum = v128.xor(twos, two);
    other = v128.or(v128.and(twos, two), v128.and(sum, next));
    twos = v128.xor(sum, next);
    sum = v128.xor(fours, four);
    next = v128.or(v128.and(fours, four), v128.and(sum, other));
    fours = v128.xor(sum, other);
    sum = v128.xor(eights, eight);
    let carry = v128.or(v128.and(eights, eight), v128.and(sum, next));
    eights = v128.xor(sum, next);
    sum = v128.and(sixteens, carry);
    sixteens = v128.xor(sixteens, carry);
    carry = v128.and(others, sum);
    others = v128.xor(others, sum);
    let plane = planes + 96;
    while (v128.any_true(carry)) {
      const value = v128.load(plane);
      v128.store(plane, v128.xor(value, carry));
      carry = v128.and(carry, value);
      plane += 16;
    }
    list += 32;
  }
  v128.store(planes, ones);
  v128.store(planes, twos, 16);
  v128.store(planes, fours, 32);
  v128.store(planes, eights, 48);
  v128.store(planes, sixteens, 64);
  v128.store(planes, others, 80);
}
