import { Trap } from '../../../../assembly/shared/trap.ts';
import type { Instruction } from '../../wasm/instructions.ts';
import type { FunctionType, ValueType } from '../../wasm/module.ts';
import type { Body, Frame, Handlers } from './body.ts';
import { conditionOf, type Expression, readsOf, variable } from './expression.ts';
import type { Case, Statement } from './statement.ts';
import { typeName } from './types.ts';

// Core specification 4.4.8, control instructions but for calls. Blocks nest as they do in WebAssembly; a branch is a jump to a
// label, of which print.ts makes `continue`, `break` or `goto`. What it brings along travels in variables.

const variables = (body: Body, types: readonly ValueType[], kind: string): Expression[] =>
  types.map((type) => {
    const name = body.newName(kind);
    body.statements.push({ kind: 'variable', name, type: typeName(type) });
    return variable(type, name);
  });

/** Assigns all at once: a value that reads what is assigned before it is kept. */
const assignAll = (body: Body, targets: readonly Expression[], values: readonly Expression[]): void => {
  const names = targets.map(({ text }) => text);
  const safe = values.map((value, at) =>
    value.reads.some((name) => names.slice(0, at).includes(name)) ? body.keep(value) : value,
  );
  targets.forEach((target, at) => {
    body.assign(target, safe[at] as Expression);
  });
};

const inside = (body: Body, make: () => void): Statement[] => {
  const outside = body.statements;
  body.statements = [];
  make();
  const made = body.statements;
  body.statements = outside;
  return made;
};

const frameAt = (body: Body, depth: number | undefined): Frame => body.frames.at(-1 - (depth as number)) as Frame;
const typeOf = ({ type }: Instruction): FunctionType => type as FunctionType;
const returns = (body: Body): readonly ValueType[] => body.fn.type.results;
const typesAt = (body: Body, frame: Frame): readonly unknown[] =>
  frame.kind === 'function' ? returns(body) : frame.carried;

const jump = (body: Body, frame: Frame, values: readonly Expression[]): void => {
  if (frame.kind === 'function') return returnValues(body, values);
  assignAll(body, frame.carried, values);
  frame.isBranchedTo = true;
  body.statements.push({ kind: 'jump', label: frame });
};

/** Several results are a structure. */
const returnValues = (body: Body, values: readonly Expression[]): void => {
  if (body.isCounted) body.line('depth--');
  const text = values.map((value) => value.text).join(', ');
  if (values.length > 1) body.line(`return (${body.scope.resultType(returns(body))}){ ${text} }`, ...values);
  else body.line(text ? `return ${text}` : 'return', ...values);
};

const open = (body: Body, kind: Frame['kind'], { params, results }: FunctionType): Frame => {
  body.settleAll();
  const resultVariables = variables(body, results, 'r');
  const taken = body.popAll(params);
  const carried = kind === 'loop' ? variables(body, params, 'v') : resultVariables;
  const frame: Frame = {
    kind,
    name: body.newName(kind),
    carried,
    results: resultVariables,
    height: body.height,
    params: taken,
    outside: body.statements,
    isBranchedTo: false,
    isReached: false,
  };
  body.frames.push(frame);
  return frame;
};

/** Hands the results at the end of one part of an `if`, or of a loop, to what follows. */
const finishPart = (body: Body, frame: Frame): void => {
  if (!body.isDead) {
    assignAll(body, frame.results, body.popAll(frame.results));
    frame.isReached = true;
  }
  body.isDead = false;
  body.cutTo(frame.height);
};

const close = (body: Body, frame: Frame): void => {
  body.frames.pop();
  body.statements = frame.outside;
  if (frame.kind !== 'loop' && frame.isBranchedTo) body.statements.push({ kind: 'label', label: frame });
  body.isDead = !frame.isReached && (frame.kind === 'loop' || !frame.isBranchedTo);
  body.cutTo(frame.height);
  if (!body.isDead) body.push(...frame.results);
};

const endings: Readonly<Record<Frame['kind'], (body: Body, frame: Frame) => void>> = {
  function: (body, frame) => {
    const results = returns(body);
    if (!body.isDead) {
      if (results.length > 0) returnValues(body, body.popAll(results));
      else if (body.isCounted) body.line('depth--');
    }
    body.frames.pop();
    body.statements = frame.outside;
  },
  // Its braces are not written: where nobody branches to its end, results stay what they are.
  block: (body, frame) => {
    if (!frame.isBranchedTo) {
      body.frames.pop();
      return;
    }
    finishPart(body, frame);
    close(body, frame);
  },
  loop: (body, frame) => {
    if (frame.statement?.kind === 'loop') frame.statement.isLeftAtEnd = !body.isDead;
    finishPart(body, frame);
    close(body, frame);
  },
  if: (body, frame) => {
    finishPart(body, frame);
    const { statement } = frame;
    if (statement?.kind === 'if' && body.statements === statement.then) {
      body.statements = statement.otherwise;
      body.push(...frame.params);
      finishPart(body, frame);
    }
    close(body, frame);
  },
};

export const openFunction = (body: Body): void => {
  open(body, 'function', { params: [], results: [] });
};

export const control: Handlers = {
  unreachable: (body) => body.trap(Trap.UNREACHABLE),
  nop: () => undefined,
  block: (body, instruction) => {
    const frame = open(body, 'block', typeOf(instruction));
    body.push(...frame.params);
  },
  loop: (body, instruction) => {
    const frame = open(body, 'loop', typeOf(instruction));
    assignAll(body, frame.carried, frame.params);
    frame.statement = { kind: 'loop', label: frame, body: [], isLeftAtEnd: false };
    body.statements.push(frame.statement);
    body.statements = frame.statement.body;
    body.push(...frame.carried);
  },
  if: (body, instruction) => {
    const value = body.pop();
    const { condition, reads } = { condition: conditionOf(value), reads: value.reads };
    const frame = open(body, 'if', typeOf(instruction));
    frame.statement = { kind: 'if', condition, reads, then: [], otherwise: [] };
    body.statements.push(frame.statement);
    body.statements = frame.statement.then;
    body.push(...frame.params);
  },
  else: (body) => {
    const frame = frameAt(body, 0);
    finishPart(body, frame);
    if (frame.statement?.kind === 'if') body.statements = frame.statement.otherwise;
    body.push(...frame.params);
  },
  end: (body) => {
    const frame = frameAt(body, 0);
    endings[frame.kind](body, frame);
  },
  br: (body, { operands: [depth] }) => {
    const frame = frameAt(body, depth);
    jump(body, frame, body.popAll(typesAt(body, frame)));
    body.leave();
  },
  br_if: (body, { operands: [depth] }) => {
    const value = body.pop();
    const frame = frameAt(body, depth);
    const values = body.popAll(typesAt(body, frame)).map((carried) => body.keep(carried));
    body.push(...values);
    const then = inside(body, () => jump(body, frame, values));
    body.statements.push({
      kind: 'if',
      condition: conditionOf(value),
      reads: readsOf(value),
      then,
      otherwise: [],
    });
  },
  br_table: (body, { operands }) => {
    const index = body.pop();
    const types = typesAt(body, frameAt(body, operands[0]));
    const values = body.popAll(types).map((carried) => body.keep(carried));
    const last = operands.length - 1;
    const cases = [...new Set(operands)].map((depth): Case => {
      const isDefault = depth === operands[last];
      const numbers = isDefault ? [] : operands.flatMap((other, at) => (other === depth ? [at] : []));
      return { numbers, isDefault, body: inside(body, () => jump(body, frameAt(body, depth), values)) };
    });
    body.statements.push({ kind: 'switch', text: index.text, cases, reads: index.reads });
    body.leave();
  },
  return: (body) => {
    returnValues(body, body.popAll(returns(body)));
    body.leave();
  },
};
