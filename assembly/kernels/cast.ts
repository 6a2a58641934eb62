/**
 * Values of one type as another's: integers keep their low bits, floats go towards zero and then do so, too; unsigned ones by way
 * of 64 bits. Those that no integer of 32, or 64, bits is near become the nearest.
 * @param x From[n], n >= 1
 * @param y To[n]
 */
export function cast<From, To>(x: usize, y: usize, n: usize): void {
  const end = x + n * sizeof<From>();
  do {
    if (isFloat<From>() && sizeof<To>() < 4) store<To>(y, <To>(<i32>load<From>(x)));
    else if (isFloat<From>() && !isFloat<To>() && !isSigned<To>()) store<To>(y, <To>(<i64>load<From>(x)));
    else store<To>(y, <To>load<From>(x));
    x += sizeof<From>();
    y += sizeof<To>();
  } while (x != end);
}
