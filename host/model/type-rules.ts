import type { DType, Tensor } from './graph.ts';

type MaybeTensor = Tensor | undefined;

const typeOf = (tensor: MaybeTensor): DType | 'none' => tensor?.dtype ?? 'none';

/** The types that stand in the way, unless those of `tensors` are one of the accepted rows; an absent tensor matches anything. */
export const refuseTypes = (
  tensors: readonly MaybeTensor[],
  ...accepted: readonly (readonly DType[])[]
): string | undefined => {
  const types = tensors.map(typeOf);
  const fits = (row: readonly DType[]) => types.every((type, index) => type === 'none' || type === row[index]);
  if (accepted.some(fits)) return undefined;
  const known = new Set(accepted.flat());
  const foreign = types.filter((type) => type !== 'none' && !known.has(type));
  return `with ${[...new Set(foreign.length > 0 ? foreign : types.filter((type) => type !== 'none'))].join(' and ')}`;
};

/** The same type in all of them, one of those given. */
export const refuseMixed = (tensors: readonly MaybeTensor[], ...types: readonly DType[]): string | undefined =>
  refuseTypes(tensors, ...types.map((type) => tensors.map(() => type)));

/** Inputs whose values must be known when the network is compiled; `what` they are is told. */
export const refuseComputed = (tensor: MaybeTensor, what: string): string | undefined =>
  tensor && !tensor.data ? `with computed ${what}` : undefined;
