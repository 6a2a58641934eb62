import { instructionsOf } from '../../wasm/instructions.ts';
import type { WasmFunction } from '../../wasm/module.ts';
import { unsupported } from '../../wasm/unsupported.ts';
import { Body, type Handlers } from './body.ts';
import { calls, prototype } from './calls.ts';
import { control, openFunction } from './control.ts';
import { floats } from './floats.ts';
import { integers } from './integers.ts';
import { memory } from './memory.ts';
import { Printer } from './print.ts';
import { resultName } from './results.ts';
import type { ModuleScope } from './scope.ts';
import { sandboxed } from './tables.ts';
import { isReference, typeName } from './types.ts';
import { usageOf } from './usage.ts';
import { variables } from './variables.ts';

const handlers: Handlers = { ...control, ...calls, ...variables, ...memory, ...integers, ...floats, ...sandboxed };
const opening = new Set(['block', 'loop', 'if']);

/** What stands where nothing reaches is only counted: its blocks must end. */
const skips = (body: Body, name: string): boolean => {
  if (!body.isDead) return false;
  if (opening.has(name)) body.deadDepth++;
  else if (body.deadDepth === 0) return name !== 'end' && name !== 'else';
  else if (name === 'end') body.deadDepth--;
  return true;
};

const translate = (scope: ModuleScope, fn: WasmFunction): Body => {
  const body = new Body(scope, fn);
  if (body.localTypes.some(isReference)) scope.uses('wasm_reference');
  openFunction(body);
  const instructions = [...instructionsOf(fn, scope.module.types)];
  if (scope.isSandboxed && instructions.some(({ name }) => name.startsWith('call'))) {
    body.isCounted = true;
    body.line(`${body.uses('enter')}(${fn.at})`);
  }
  for (const instruction of instructions) {
    if (skips(body, instruction.name)) continue;
    const handler = handlers[instruction.name];
    if (!handler) throw unsupported(`${instruction.name} in C`);
    body.where = `${instruction.at}`;
    handler(body, instruction);
  }
  return body;
};

/** One function's definition. */
export const functionText = (scope: ModuleScope, name: string, fn: WasmFunction): string => {
  const body = translate(scope, fn);
  const { params, results } = fn.type;
  const printer = new Printer(usageOf(body.statements));
  printer.unread(params.map((_, at) => body.localName(at)));
  const own = body.localTypes.map((type, index) => ({ type, name: body.localName(index) })).slice(params.length);
  for (const type of new Set(own.map((local) => local.type))) {
    const names = own.filter((local) => local.type === type).map((local) => local.name);
    printer.variables(typeName(type), names, ' = 0');
  }
  printer.list(body.statements);
  const head = prototype(name, params, resultName(scope, results), (at) => body.localName(at));
  return `${head} {\n${printer.text}}\n`;
};
