import type { ValueType } from '../../wasm/module.ts';
import type { Body, Handler, Handlers } from './body.ts';
import { type Expression, operand, readsOf } from './expression.ts';

// Core specification 4.4.7: loads and stores are calls of the C library's, which know whether memory is the machine's own or a
// sandbox's. The hint of alignment is part of their names.

/** The helper, the bytes it takes, and how its word becomes a value. */
type Access = readonly [helper: string, bytes: number, convert?: (word: string, body: Body) => string];

const wide = (word: string): string => `(uint64_t)${word}`;
const wideSigned = (word: string): string => `(uint64_t)(int32_t)${word}`;
const from = (helper: string) => (word: string, body: Body) => `${body.uses(helper)}(${word})`;

const loads: Readonly<Record<string, Access>> = {
  'i32.load': ['load32', 4],
  'i64.load': ['load64', 8],
  'f32.load': ['load32', 4, from('f32_of_bits')],
  'f64.load': ['load64', 8, from('f64_of_bits')],
  'i32.load8_s': ['load8_s', 1],
  'i32.load8_u': ['load8_u', 1],
  'i32.load16_s': ['load16_s', 2],
  'i32.load16_u': ['load16_u', 2],
  'i64.load8_s': ['load8_s', 1, wideSigned],
  'i64.load8_u': ['load8_u', 1, wide],
  'i64.load16_s': ['load16_s', 2, wideSigned],
  'i64.load16_u': ['load16_u', 2, wide],
  'i64.load32_s': ['load32', 4, wideSigned],
  'i64.load32_u': ['load32', 4, wide],
};

const narrow = (value: string): string => `(uint32_t)${value}`;

const stores: Readonly<Record<string, Access>> = {
  'i32.store': ['store32', 4],
  'i64.store': ['store64', 8],
  'f32.store': ['store32', 4, from('bits_of_f32')],
  'f64.store': ['store64', 8, from('bits_of_f64')],
  'i32.store8': ['store8', 1],
  'i32.store16': ['store16', 2],
  'i64.store8': ['store8', 1, narrow],
  'i64.store16': ['store16', 2, narrow],
  'i64.store32': ['store32', 4, narrow],
};

/** The helper's name, with the alignment where it is less than natural, and its first two arguments. */
const access = (body: Body, [helper, bytes]: Access, operands: readonly number[], address: Expression): string => {
  const [alignment = 0, offset = 0] = operands;
  // The hint may be wrong, which costs time in WebAssembly and is undefined in C: only trusted modules are believed.
  const known = body.scope.isSandboxed ? 1 : 1 << alignment;
  const name = body.uses(known < bytes ? `${helper}_a${known}` : helper);
  const at = `${address.text}, ${offset}u`;
  return body.scope.isSandboxed ? `${name}(${body.scope.memory}, ${at}, ${body.where}` : `${name}(${at}`;
};

const load =
  (type: ValueType, form: Access): Handler =>
  (body, { operands }) => {
    const [, , convert = (word: string) => word] = form;
    const address = body.pop();
    const text = convert(`${access(body, form, operands, address)})`, body);
    // In a sandbox it may trap.
    if (body.scope.isSandboxed) body.pushNow(type, text, address);
    else body.push({ type, text, reads: [...readsOf(address), 'memory'] });
  };

const store =
  (form: Access): Handler =>
  (body, { operands }) => {
    const [, , convert] = form;
    const value = body.pop();
    const address = body.pop();
    body.settle('memory');
    const text = convert ? convert(convert === narrow ? operand(value) : value.text, body) : value.text;
    body.line(`${access(body, form, operands, address)}, ${text})`, address, value);
  };

const each = (forms: Readonly<Record<string, Access>>, make: (name: string, form: Access) => Handler): Handlers =>
  Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, make(name, form)]));

/** A range of memory at once; all in all three words. */
const bulk =
  (helper: string): Handler =>
  (body) => {
    const args = body.popAll([0, 1, 2]);
    body.settle('memory');
    const words = args.map(({ text }) => text);
    const texts = body.scope.isSandboxed ? [body.scope.memory, ...words, body.where] : words;
    body.line(`${body.uses(helper)}(${texts.join(', ')})`, ...args);
  };

export const memory: Handlers = {
  ...each(loads, (name, form) => load(name.slice(0, 3) as ValueType, form)),
  ...each(stores, (_, form) => store(form)),
  'memory.copy': bulk('memory_copy'),
  'memory.fill': bulk('memory_fill'),
  'memory.size': (body) => {
    const text = `${body.uses('memory_size')}(${body.scope.isSandboxed ? body.scope.memory : ''})`;
    body.push({ type: 'i32', text, reads: ['memory'] });
  },
};
