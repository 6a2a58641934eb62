import type { Body, Handler } from './body.ts';
import type { Expression } from './expression.ts';

/** Handlers of instructions that make one value of those on the stack. */
export const binary =
  (make: (left: Expression, right: Expression, body: Body) => Expression): Handler =>
  (body) => {
    const right = body.pop();
    body.push(make(body.pop(), right, body));
  };

export const unary =
  (make: (value: Expression, body: Body) => Omit<Expression, 'reads'>): Handler =>
  (body) => {
    const value = body.pop();
    body.push({ ...make(value, body), reads: value.reads });
  };
