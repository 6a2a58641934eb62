import type { Activation } from './graph.ts';

/** The reference takes these and computes nothing for them. */
const ignored: readonly Activation[] = ['tanh', 'sign_bit'];

export const refuseActivation = ({ activation }: { readonly activation: Activation }): string | undefined =>
  ignored.includes(activation) ? `with fused ${activation}` : undefined;
