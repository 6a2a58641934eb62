import type { Body, Handler, Handlers } from './body.ts';
import { type Expression, fromCondition, integer, operand, readsOf, signed } from './expression.ts';
import { binary, unary } from './operators.ts';

// Core specification 4.3.2: integers. Unsigned C arithmetic wraps around as WebAssembly's does; what is signed is a conversion,
// which every compiler we know does modulo 2^n (C99 6.3.1.3 leaves it to them).

type Type = 'i32' | 'i64';
const types: readonly Type[] = ['i32', 'i64'];
const bitsOf = (type: Type): 32 | 64 => (type === 'i32' ? 32 : 64);

const infix = (type: Type, operator: string): Handler =>
  binary((left, right) => ({
    type,
    text: `${operand(left, operator)} ${operator} ${operand(right)}`,
    operator,
    reads: readsOf(left, right),
  }));

/** A sum with a negative constant is a difference. */
const add = (type: Type): Handler =>
  binary((left, right) => {
    const negated = right.bits === undefined ? 0n : BigInt.asIntN(bitsOf(type), -right.bits);
    const [operator, by] = negated > 0n ? ['-', integer(type, negated)] : ['+', right];
    const text = `${operand(left, operator)} ${operator} ${operand(by)}`;
    return { type, text, operator, reads: readsOf(left, right) };
  });

/** Counts are taken modulo the width. */
const countOf = (type: Type, count: Expression): string => {
  const mask = bitsOf(type) - 1;
  return count.bits === undefined ? `(${operand(count, '&')} & ${mask})` : `${count.bits & BigInt(mask)}`;
};

const shift = (type: Type, operator: '<<' | '>>'): Handler =>
  binary((value, count) => ({
    type,
    text: `${operand(value)} ${operator} ${countOf(type, count)}`,
    operator,
    reads: readsOf(value, count),
  }));

const shiftSigned = (type: Type): Handler =>
  binary((value, count) => ({
    type,
    text: `(uint${bitsOf(type)}_t)(${signed(value)} >> ${countOf(type, count)})`,
    reads: readsOf(value, count),
  }));

const called = (type: Type, helper: string): Handler =>
  binary((left, right, body) => ({
    type,
    text: `${body.uses(helper)}(${left.text}, ${right.text})`,
    reads: readsOf(left, right),
  }));

/** Traps where the result does not exist. */
const division =
  (type: Type, helper: string): Handler =>
  (body) => {
    const right = body.pop();
    const left = body.pop();
    body.pushNow(type, `${body.uses(helper)}(${left.text}, ${right.text}, ${body.where})`, left, right);
  };

const opposites: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

const compare = (operator: string, isSigned: boolean): Handler =>
  binary((left, right) => {
    const known = knownComparison(operator, isSigned, left, right);
    if (known !== undefined) return integer('i32', known ? 1n : 0n);
    const textOf = isSigned ? signed : operand;
    const [x, y] = [textOf(left), textOf(right)];
    const condition = { holds: `${x} ${operator} ${y}`, fails: `${x} ${opposites[operator]} ${y}` };
    return fromCondition(condition, readsOf(left, right));
  });

/** Comparisons that compilers warn of, since they are always or never true. */
const knownComparison = (
  operator: string,
  isSigned: boolean,
  left: Expression,
  right: Expression,
): boolean | undefined => {
  if (left.text === right.text) return operator.includes('=') && operator !== '!=';
  if (isSigned) return undefined;
  if (right.bits === 0n && (operator === '<' || operator === '>=')) return operator === '>=';
  if (left.bits === 0n && (operator === '>' || operator === '<=')) return operator === '<=';
  return undefined;
};

const cast = (type: Type, ...names: readonly string[]): Handler =>
  unary((value) => ({ type, text: `${names.map((name) => `(${name})`).join('')}${operand(value)}` }));

const count = (type: Type, helper: string): Handler =>
  unary((value, body) => ({ type, text: `${body.uses(helper)}(${value.text})` }));

const isZero = (body: Body): void => {
  const value = body.pop();
  const text = operand(value);
  const { holds, fails } = value.condition ?? { holds: `${text} != 0`, fails: `${text} == 0` };
  body.push(fromCondition({ holds: fails, fails: holds }, value.reads));
};

const ofType = (type: Type): Handlers => {
  const width = bitsOf(type);
  return {
    [`${type}.add`]: add(type),
    [`${type}.sub`]: infix(type, '-'),
    [`${type}.mul`]: infix(type, '*'),
    [`${type}.and`]: infix(type, '&'),
    [`${type}.or`]: infix(type, '|'),
    [`${type}.xor`]: infix(type, '^'),
    [`${type}.shl`]: shift(type, '<<'),
    [`${type}.shr_u`]: shift(type, '>>'),
    [`${type}.shr_s`]: shiftSigned(type),
    [`${type}.rotl`]: called(type, `rotl${width}`),
    [`${type}.rotr`]: called(type, `rotr${width}`),
    ...Object.fromEntries(
      ['div_s', 'div_u', 'rem_s', 'rem_u'].map((name) => [`${type}.${name}`, division(type, `${name}${width}`)]),
    ),
    ...Object.fromEntries(['clz', 'ctz', 'popcnt'].map((name) => [`${type}.${name}`, count(type, `${name}${width}`)])),
    [`${type}.eqz`]: isZero,
    [`${type}.eq`]: compare('==', false),
    [`${type}.ne`]: compare('!=', false),
    ...Object.fromEntries(
      Object.entries({ lt: '<', gt: '>', le: '<=', ge: '>=' }).flatMap(([name, operator]) => [
        [`${type}.${name}_s`, compare(operator, true)],
        [`${type}.${name}_u`, compare(operator, false)],
      ]),
    ),
    [`${type}.extend8_s`]: cast(type, `uint${width}_t`, 'int8_t'),
    [`${type}.extend16_s`]: cast(type, `uint${width}_t`, 'int16_t'),
  };
};

export const integers: Handlers = {
  ...Object.assign({}, ...types.map(ofType)),
  'i32.const': (body, { operands: [value = 0] }) => body.push(integer('i32', BigInt(value))),
  'i64.const': (body, { bits = 0n }) => body.push(integer('i64', bits)),
  'i32.wrap_i64': cast('i32', 'uint32_t'),
  'i64.extend_i32_u': cast('i64', 'uint64_t'),
  'i64.extend_i32_s': cast('i64', 'uint64_t', 'int32_t'),
  'i64.extend32_s': cast('i64', 'uint64_t', 'int32_t'),
};
