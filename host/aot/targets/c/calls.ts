import { functionTypeOf, type ValueType } from '../../wasm/module.ts';
import type { Body, Handlers } from './body.ts';
import { type Expression, readsOf } from './expression.ts';
import { typeName } from './types.ts';

/** Emits a call, which may change memory and globals, and pushes its results. */
export const pushCall = (
  body: Body,
  callee: string,
  args: readonly Expression[],
  results: readonly ValueType[],
  ...others: readonly Expression[]
): void => {
  body.settle('memory', 'globals');
  const text = `${callee}(${args.map((arg) => arg.text).join(', ')})`;
  const [only] = results;
  if (results.length === 0) return body.line(text, ...args, ...others);
  if (only && results.length === 1) return body.pushNow(only, text, ...args, ...others);
  const name = body.newName('t');
  const type = body.scope.resultType(results);
  body.statements.push({ kind: 'temporary', name, type, text, reads: readsOf(...args, ...others), hasEffect: true });
  body.push(...results.map((result, at) => ({ type: result, text: `${name}.r${at}`, reads: [name] })));
};

// Core specification 4.4.8: calls of functions by their number.
export const calls: Handlers = {
  call: (body, { operands: [index = 0] }) => {
    const { params, results } = functionTypeOf(body.scope.module, index);
    const args = body.popAll(params);
    pushCall(body, body.scope.functionName(index), args, results);
  },
};

export const prototype = (
  name: string,
  params: readonly ValueType[],
  result: string,
  nameOf?: (at: number) => string,
): string => {
  const list = params.map((type, at) => typeName(type) + (nameOf ? ` ${nameOf(at)}` : ''));
  return `${result} ${name}(${list.join(', ') || 'void'})`;
};
