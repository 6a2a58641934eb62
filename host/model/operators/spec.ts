import type { OperatorKind, OperatorOf, Tensor } from '../graph.ts';
import type { Operands } from '../operands.ts';
import type { Products } from '../products.ts';

/** What an operator, or a family of like ones, asks of its tensors. A kind without rules is refused by name. */
export interface OperatorRules<K extends OperatorKind = OperatorKind> {
  readonly kinds: readonly K[];
  /** Inputs that must be there, and how many there may be. */
  readonly inputs: readonly [required: number, most: number];
  /** One where absent. */
  readonly outputs?: readonly [least: number, most: number];
  /** Inputs, by position, that are learned: they count as parameters where they are constant. */
  readonly learned?: readonly number[] | ((operator: OperatorOf<K>) => readonly number[]);
  /** Learned signs that lie packed in words. */
  readonly signs?: (operator: OperatorOf<K>, operands: Operands) => number;
  /** What it multiplies and sums up, every position of every window counted; nothing where absent. */
  readonly products?: (operator: OperatorOf<K>, operands: Operands) => readonly Products[];
  /** Elements that its windows see, where these are not multiplied. */
  readonly visits?: (operator: OperatorOf<K>, operands: Operands) => number;
  /** What it remembers from one inference to the next, zero at first, where its file has no tensor for that: its last input, once compiled. */
  readonly state?: (operator: OperatorOf<K>, operands: Operands) => Pick<Tensor, 'dtype' | 'shape'>;
  /** Its outputs are variables that it goes on from at the next inference: they are its last inputs, once compiled. */
  readonly keepsOutputs?: boolean;
  /** Whole and valid, but no kernel takes it: the reason to follow the operator's name, or undefined. */
  readonly refusal: (operator: OperatorOf<K>, operands: Operands) => string | undefined;
  /** What contradicts its tensors or lies outside what its kernel computes, or undefined. Asked only where `refusal` is silent. */
  readonly complaint: (operator: OperatorOf<K>, operands: Operands) => string | undefined;
}
