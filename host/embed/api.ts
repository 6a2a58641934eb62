import { identifier } from '../aot/targets/c/names.ts';
import type { ArenaTensor, CompiledModel } from '../compile/compiled-model.ts';

/** One function that hands out a tensor's place. */
interface ApiTensor {
  /** `net_input`, or `net_input0`, `net_input1` where there are several. */
  readonly name: string;
  readonly isInput: boolean;
  readonly tensor: ArenaTensor;
}

/** What C programs see of a network. */
export interface Api {
  /** Prefix of every name that other files see. */
  readonly prefix: string;
  readonly tensors: readonly ApiTensor[];
}

const numbered = (kind: string, tensors: readonly ArenaTensor[]): { name: string; tensor: ArenaTensor }[] =>
  tensors.map((tensor, at) => ({ name: tensors.length === 1 ? kind : `${kind}${at}`, tensor }));

export const apiOf = (model: CompiledModel, name: string): Api => ({
  prefix: identifier(name),
  tensors: [
    ...numbered('input', model.inputs).map((one) => ({ ...one, isInput: true })),
    ...numbered('output', model.outputs).map((one) => ({ ...one, isInput: false })),
  ],
});
