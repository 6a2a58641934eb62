/** The elements of an int4 tensor, two to a byte, the low half first and no padding between rows (kernels/internal/portable_tensor_utils.cc). */
export const int4Values = (packed: Uint8Array, count: number): Int8Array =>
  Int8Array.from({ length: count }, (_, index) => {
    const byte = packed[index >> 1] ?? 0;
    return index & 1 ? (byte << 24) >> 28 : (byte << 28) >> 28;
  });
