/**
 * Where a slice begins that lies wholly inside its tensor: each index is brought to what its axis leaves room for.
 * @param begin  one signed index of type `T` for each axis
 * @param p      s32: for each axis, the largest index and the bytes from one element to the next
 * @returns bytes from the tensor's first element
 */
export function slice_origin<T>(begin: usize, p: usize, rank: i32): i32 {
  let origin = 0;
  for (let axis = 0; axis < rank; axis++) {
    const last = <T>load<i32>(p);
    const index = load<T>(begin);
    origin += <i32>(index < 0 ? <T>0 : index > last ? last : index) * load<i32>(p, 4);
    begin += sizeof<T>();
    p += 8;
  }
  return origin;
}
