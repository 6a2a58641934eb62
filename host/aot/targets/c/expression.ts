import type { ValueType } from '../../wasm/module.ts';

/** A value that is not yet in a variable: a C expression without side effects that cannot trap. */
export interface Expression {
  readonly type: ValueType;
  readonly text: string;
  /** The outermost operator, where there is one that needs parentheses as an operand. */
  readonly operator?: string;
  /** Names of variables, and `memory` and `globals` where it depends on them. */
  readonly reads: readonly string[];
  /** Of a constant: its bits, unsigned. */
  readonly bits?: bigint;
  /** The condition, an int, that this 0 or 1 stands for, and its opposite. */
  readonly condition?: Condition;
}

export interface Condition {
  readonly holds: string;
  readonly fails: string;
}

export const variable = (type: ValueType, name: string): Expression => ({ type, text: name, reads: [name] });

/** As an operand of an operator: associative chains need no parentheses on the left. */
export const operand = ({ text, operator }: Expression, within = ''): string =>
  operator === undefined || (operator === within && '+&|^'.includes(within)) ? text : `(${text})`;

export const readsOf = (...expressions: readonly Expression[]): readonly string[] =>
  expressions.length === 1 ? (expressions[0]?.reads ?? []) : [...new Set(expressions.flatMap(({ reads }) => reads))];

const SMALL = 0x1_0000n;

const unsignedText = (bits: bigint, suffix: string): string =>
  `${bits < SMALL ? bits : `0x${bits.toString(16)}`}${suffix}`;

/** An integer by its bits. */
export const integer = (type: 'i32' | 'i64', bits: bigint): Expression => {
  const unsigned = BigInt.asUintN(type === 'i32' ? 32 : 64, bits);
  return { type, text: unsignedText(unsigned, type === 'i32' ? 'u' : 'ull'), reads: [], bits: unsigned };
};

/** As a signed C expression. */
export const signed = (value: Expression): string => {
  const [width, name] = value.type === 'i64' ? ([64, 'int64_t'] as const) : ([32, 'int32_t'] as const);
  if (value.bits === undefined) return `(${name})${operand(value)}`;
  const number = BigInt.asIntN(width, value.bits);
  // The least number has no literal: its magnitude does not fit.
  if (number === -(1n << BigInt(width - 1))) return `INT${width}_MIN`;
  return `${number}${width === 64 ? 'll' : ''}`;
};

/** 0 or 1 from a condition. */
export const fromCondition = (condition: Condition, reads: readonly string[]): Expression => ({
  type: 'i32',
  text: `(uint32_t)(${condition.holds})`,
  reads,
  condition,
});

/** Whether a word is not 0. */
export const conditionOf = (value: Expression): Condition => {
  if (value.condition) return value.condition;
  const text = operand(value);
  return { holds: `${text} != 0`, fails: `${text} == 0` };
};
