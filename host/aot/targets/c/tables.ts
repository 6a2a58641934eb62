import type { FunctionType } from '../../wasm/module.ts';
import type { Body, Handlers } from './body.ts';
import { prototype, pushCall } from './calls.ts';
import { type Expression, fromCondition, operand } from './expression.ts';
import { resultName } from './results.ts';

// Core specification 4.4.3, 4.4.6 and 4.4.8: references, tables, indirect calls, and what else only a sandboxed module has. A
// reference points to what it refers to.

const table = ({ scope }: Body, index = 0): string => scope.table(index);
const elements = ({ scope }: Body, index = 0): string => scope.elements(index);
const data = ({ scope }: Body, index = 0): string => scope.data(index);

const textOf = ({ text }: Expression): string => text;
const call = (body: Body, helper: string, ...args: readonly string[]): string =>
  `${body.uses(helper)}(${args.join(', ')})`;

/** Pops the last three words and calls the library with them behind what is known. */
const ofThree =
  (helper: string, known: (body: Body, operands: readonly number[]) => readonly string[]): Handlers[string] =>
  (body, { operands }) => {
    const args = body.popAll([0, 1, 2]);
    body.settle('memory');
    body.line(call(body, helper, ...known(body, operands), ...args.map(textOf), body.where), ...args);
  };

const most = (body: Body, index: number): string => `${body.scope.sandbox?.tables[index]?.max ?? 0}u`;

export const sandboxed: Handlers = {
  call_indirect: (body, { operands: [typeIndex = 0, index] }) => {
    const type = body.scope.module.types[typeIndex] as FunctionType;
    const { params, results } = type;
    const at = body.pop();
    const args = body.popAll(params);
    const number = `${body.scope.sandbox?.typeNumber(type)}u`;
    const code = call(body, 'code_at', table(body, index), at.text, number, body.where);
    const cast = prototype('(*)', params, resultName(body.scope, results));
    pushCall(body, `((${cast})${code})`, args, results, at);
  },
  'ref.null': (body) => body.push({ type: 'funcref', text: '0', reads: [] }),
  'ref.is_null': (body) => {
    const value = body.pop();
    const text = operand(value);
    body.push(fromCondition({ holds: `${text} == 0`, fails: `${text} != 0` }, value.reads));
  },
  'ref.func': (body, { operands: [index = 0] }) =>
    body.push({ type: 'funcref', text: body.scope.reference(index), reads: [] }),
  'table.get': (body, { operands: [index] }) => {
    const at = body.pop();
    body.pushNow('funcref', call(body, 'table_get', table(body, index), at.text, body.where), at);
  },
  'table.set': (body, { operands: [index] }) => {
    const value = body.pop();
    const at = body.pop();
    body.line(call(body, 'table_set', table(body, index), at.text, value.text, body.where), at, value);
  },
  'table.size': (body, { operands: [index] }) => body.pushNow('i32', `(${table(body, index)})->size`),
  'table.grow': (body, { operands: [index = 0] }) => {
    const count = body.pop();
    const value = body.pop();
    const text = call(body, 'table_grow', table(body, index), value.text, count.text, most(body, index));
    body.pushNow('i32', text, value, count);
  },
  'table.fill': ofThree('table_fill', (body, [index]) => [table(body, index)]),
  'table.copy': ofThree('table_copy', (body, [to, from]) => [table(body, to), table(body, from)]),
  'table.init': ofThree('table_init', (body, [segment, index]) => [table(body, index), elements(body, segment)]),
  'elem.drop': (body, { operands: [segment] }) => body.line(`(${elements(body, segment)})->size = 0`),
  'memory.init': ofThree('memory_init', (body, [segment]) => [body.scope.memory, data(body, segment)]),
  'data.drop': (body, { operands: [segment] }) => body.line(`(${data(body, segment)})->size = 0`),
  'memory.grow': (body) => {
    const pages = body.pop();
    body.settle('memory');
    const limit = `${(body.scope.sandbox?.memory.maxBytes ?? 0) / 0x1_0000}u`;
    body.pushNow('i32', call(body, 'memory_grow', body.scope.memory, pages.text, limit), pages);
  },
};
