/**
 * Values of one type as another's: integers keep their low bits, floats go towards zero, and to the nearest end where no integer
 * of 32 bits is near.
 * @param x From[n], n >= 1
 * @param y To[n]
 */
export function cast<From, To>(x: usize, y: usize, n: usize): void {
  const end = x + n * sizeof<From>();
  do {
    if (isFloat<From>() && sizeof<To>() < 4) store<To>(y, <To>(<i32>load<From>(x)));
    else store<To>(y, <To>load<From>(x));
    x += sizeof<From>();
    y += sizeof<To>();
  } while (x != end);
}
