/**
 * Adds up rows of 32 bits, column by column, to counters that lie across words: bit c of plane k is worth 2^k in counter c. Rows
 * go in sixteen at a time through a tree of carry-save adders; what they carry out ripples through the higher planes.
 * @param rows    u32 by offset in bytes; 0 at offset 0
 * @param list    u16[n], offsets of rows; n is a multiple of 16
 * @param begin   u32[4], what the first four planes begin with
 * @param planes  u32[16], of which the higher ones are added to
 */
export function add_columns(rows: usize, list: usize, end: usize, begin: usize, planes: usize): void {
  let ones = load<u32>(begin);
  let twos = load<u32>(begin, 4);
  let fours = load<u32>(begin, 8);
  let eights = load<u32>(begin, 12);
  while (list != end) {
    let row = load<u32>(rows + load<u16>(list));
    let sum = ones ^ row;
    let carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 2));
    let two = carry | (sum & row);
    ones = sum ^ row;

    row = load<u32>(rows + load<u16>(list, 4));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 6));
    let next = carry | (sum & row);
    ones = sum ^ row;
    sum = twos ^ two;
    let four = (twos & two) | (sum & next);
    twos = sum ^ next;

    row = load<u32>(rows + load<u16>(list, 8));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 10));
    two = carry | (sum & row);
    ones = sum ^ row;

    row = load<u32>(rows + load<u16>(list, 12));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 14));
    next = carry | (sum & row);
    ones = sum ^ row;
    sum = twos ^ two;
    carry = (twos & two) | (sum & next);
    twos = sum ^ next;
    sum = fours ^ four;
    let eight = (fours & four) | (sum & carry);
    fours = sum ^ carry;

    row = load<u32>(rows + load<u16>(list, 16));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 18));
    two = carry | (sum & row);
    ones = sum ^ row;

    row = load<u32>(rows + load<u16>(list, 20));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 22));
    next = carry | (sum & row);
    ones = sum ^ row;
    sum = twos ^ two;
    four = (twos & two) | (sum & next);
    twos = sum ^ next;

    row = load<u32>(rows + load<u16>(list, 24));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 26));
    two = carry | (sum & row);
    ones = sum ^ row;

    row = load<u32>(rows + load<u16>(list, 28));
    sum = ones ^ row;
    carry = ones & row;
    row = load<u32>(rows + load<u16>(list, 30));
    next = carry | (sum & row);
    ones = sum ^ row;
    sum = twos ^ two;
    carry = (twos & two) | (sum & next);
    twos = sum ^ next;
    sum = fours ^ four;
    next = (fours & four) | (sum & carry);
    fours = sum ^ carry;

    sum = eights ^ eight;
    carry = (eights & eight) | (sum & next);
    eights = sum ^ next;
    let plane = planes + 16;
    while (carry) {
      const value = load<u32>(plane);
      store<u32>(plane, value ^ carry);
      carry &= value;
      plane += 4;
    }
    list += 32;
  }
  store<u32>(planes, ones);
  store<u32>(planes, twos, 4);
  store<u32>(planes, fours, 8);
  store<u32>(planes, eights, 12);
}
