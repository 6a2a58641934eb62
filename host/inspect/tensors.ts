import type { DType, Tensor } from '../model/graph.ts';

export interface InspectedTensor {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly scale?: number;
  readonly zeroPoint?: number;
}

export const describe = ({ name, dtype, shape, quantization }: Tensor): InspectedTensor => {
  const [scale] = quantization?.scales ?? [];
  const [zeroPoint] = quantization?.zeroPoints ?? [];
  return { name, dtype, shape, ...(scale !== undefined && { scale }), ...(zeroPoint !== undefined && { zeroPoint }) };
};
