import type { Body, Handlers } from './body.ts';
import { type Expression, fromCondition, operand, readsOf } from './expression.ts';
import { binary, unary } from './operators.ts';

// Core specification 4.3.3 and 4.3.4: floats. C's are IEEE 754's where FLT_EVAL_METHOD is 0; what C and WebAssembly do otherwise,
// or only WebAssembly says, is the library's.

type Type = 'f32' | 'f64';
type IntegerType = 'i32' | 'i64';
const floatName = { f32: 'float', f64: 'double' } as const;

const infix = (type: Type, operator: string) =>
  binary((left, right) => ({
    type,
    text: `${operand(left)} ${operator} ${operand(right)}`,
    operator,
    reads: readsOf(left, right),
  }));

/** A comparison with NaN does not hold, nor does its opposite. */
const compare = (operator: string) =>
  binary((left, right) => {
    const holds = `${operand(left)} ${operator} ${operand(right)}`;
    return fromCondition({ holds, fails: `!(${holds})` }, readsOf(left, right));
  });

const call = (body: Body, helper: string, ...args: readonly Expression[]): string =>
  `${body.uses(helper)}(${args.map(({ text }) => text).join(', ')})`;

const calledWith = (type: Type, helper: string) =>
  binary((left, right, body) => ({ type, text: call(body, helper, left, right), reads: readsOf(left, right) }));

const called = (type: Expression['type'], helper: string) =>
  unary((value, body) => ({ type, text: call(body, helper, value) }));

const cast = (type: Type, ...names: readonly string[]) =>
  unary((value) => ({ type, text: `${names.map((name) => `(${name})`).join('')}${operand(value)}` }));

/** Traps where the result does not exist. */
const truncation = (type: IntegerType, helper: string) => (body: Body) => {
  const value = body.pop();
  body.pushNow(type, `${body.uses(helper)}(${value.text}, ${body.where})`, value);
};

const ofType = (type: Type): Handlers => {
  const one = (name: string) => [`${type}.${name}`, called(type, `${type}_${name}`)];
  const two = (name: string) => [`${type}.${name}`, calledWith(type, `${type}_${name}`)];
  return {
    [`${type}.add`]: infix(type, '+'),
    [`${type}.sub`]: infix(type, '-'),
    [`${type}.mul`]: infix(type, '*'),
    [`${type}.div`]: infix(type, '/'),
    [`${type}.eq`]: compare('=='),
    [`${type}.ne`]: compare('!='),
    [`${type}.lt`]: compare('<'),
    [`${type}.gt`]: compare('>'),
    [`${type}.le`]: compare('<='),
    [`${type}.ge`]: compare('>='),
    ...Object.fromEntries(['abs', 'neg', 'ceil', 'floor', 'trunc', 'nearest', 'sqrt'].map(one)),
    ...Object.fromEntries(['min', 'max', 'copysign'].map(two)),
  };
};

const between = (type: Type, integer: IntegerType): Handlers => {
  const width = integer === 'i32' ? 32 : 64;
  const name = (sign: 's' | 'u', form: 'trunc' | 'trunc_sat') => `${integer}_${form}_${type}_${sign}`;
  const signs = ['s', 'u'] as const;
  return {
    ...Object.fromEntries(
      signs.map((sign) => [`${integer}.trunc_${type}_${sign}`, truncation(integer, name(sign, 'trunc'))]),
    ),
    ...Object.fromEntries(
      signs.map((sign) => [`${integer}.trunc_sat_${type}_${sign}`, called(integer, name(sign, 'trunc_sat'))]),
    ),
    [`${type}.convert_${integer}_s`]: cast(type, floatName[type], `int${width}_t`),
    [`${type}.convert_${integer}_u`]: cast(type, floatName[type]),
  };
};

export const floats: Handlers = {
  ...ofType('f32'),
  ...ofType('f64'),
  ...between('f32', 'i32'),
  ...between('f32', 'i64'),
  ...between('f64', 'i32'),
  ...between('f64', 'i64'),
  'f32.const': (body, { operands: [bits = 0] }) => body.push(body.scope.number('f32', BigInt(bits))),
  'f64.const': (body, { bits = 0n }) => body.push(body.scope.number('f64', bits)),
  'f32.demote_f64': called('f32', 'f32_demote'),
  'f64.promote_f32': cast('f64', 'double'),
  'i32.reinterpret_f32': called('i32', 'bits_of_f32'),
  'i64.reinterpret_f64': called('i64', 'bits_of_f64'),
  'f32.reinterpret_i32': called('f32', 'f32_of_bits'),
  'f64.reinterpret_i64': called('f64', 'f64_of_bits'),
};
