import type { Global } from '../../wasm/module.ts';
import type { Handlers } from './body.ts';
import { conditionOf, type Expression, operand, readsOf, variable } from './expression.ts';

// Core specification 4.4.4 and 4.4.5: parametric and variable instructions.

const localOf = (body: Parameters<Handlers[string]>[0], index: number): Expression =>
  variable(body.localTypes[index] ?? 'i32', body.localName(index));

export const variables: Handlers = {
  drop: (body) => {
    body.pop();
  },
  select: (body) => {
    const condition = body.pop();
    const no = body.pop();
    const yes = body.pop();
    const { holds } = conditionOf(condition);
    const text = `${holds} ? ${operand(yes)} : ${operand(no)}`;
    body.push({ type: yes.type, text, operator: '?', reads: readsOf(condition, yes, no) });
  },
  'local.get': (body, { operands: [index = 0] }) => body.push(localOf(body, index)),
  'local.set': (body, { operands: [index = 0] }) => {
    const value = body.pop();
    const local = localOf(body, index);
    body.settle(local.text);
    body.assign(local, value);
  },
  'local.tee': (body, { operands: [index = 0] }) => {
    const value = body.pop();
    const local = localOf(body, index);
    body.settle(local.text);
    body.assign(local, value);
    body.push(local);
  },
  'global.get': (body, { operands: [index = 0] }) => body.push(body.scope.global(index)),
  'global.set': (body, { operands: [index = 0] }) => {
    const value = body.pop();
    const { type } = body.scope.module.globals[index] as Global;
    const global = variable(type, body.scope.globalName(index));
    body.settle(global.text);
    body.assign(global, { ...value, text: body.scope.convert(type, 'bits_of', value.text) });
  },
};
