import type { DType } from '../model/graph.ts';

const elementTypes: Partial<Record<DType, string>> = {
  bool: 'u8',
  int8: 'i8',
  uint8: 'u8',
  int16: 'i16',
  int32: 'i32',
  uint32: 'u32',
  int64: 'i64',
  float32: 'f32',
};

/** How AssemblyScript calls the elements of a tensor, for kernels that are generic. */
export const elementType = (dtype: DType): string => {
  const name = elementTypes[dtype];
  if (!name) throw new RangeError(`no kernel has elements of ${dtype}`);
  return name;
};
