import { Trap } from '../../../../assembly/shared/trap.ts';
import type { Value } from '../../ssa/ir.ts';
import { pushResults } from '../calls.ts';
import type { Sandbox, SandboxTable } from '../context.ts';
import { type Handlers, type Translation, words } from '../translation.ts';
import { refreshMemory } from './bounds.ts';
import { callRuntime } from './runtime.ts';

// Core specification 4.4.3, 4.4.6 and 4.4.8: references, tables and indirect calls. A reference is the address of what it
// refers to, 0 is null; a table is the number of its elements, and then these.

const ELEMENTS = 4;
/** Of what a reference to a function points to: see `functionReference`. */
const CODE = 0;
const TYPE = 4;

const tableAt = (sandbox: Sandbox, index: number | undefined): SandboxTable =>
  sandbox.tables[index ?? 0] as SandboxTable;

const sizeOf = ({ b }: Translation, { symbol, min, isFixed }: SandboxTable): Value =>
  isFixed ? b.constant(min) : b.value('load32', [b.value('symbol', [], 0, symbol)]);

/** The address of an element that exists. */
const element = (t: Translation, table: SandboxTable, index: Value, otherwise: Trap): Value => {
  t.trapIf(t.b.value('ge_u', [index, sizeOf(t, table)]), otherwise);
  const elements = t.b.value('symbol', [], ELEMENTS, table.symbol);
  return t.b.value('add', [t.b.value('shl', [index, t.b.constant(2)]), elements]);
};

export const references = (sandbox: Sandbox): Handlers => ({
  'ref.null': (t) => t.pushWord(t.b.constant(0)),
  'ref.is_null': (t) => t.pushWord(t.b.value('eq', [t.popWord(), t.b.constant(0)])),
  'ref.func': (t, { operands: [index = 0] }) =>
    t.pushWord(t.b.value('symbol', [], 0, sandbox.functionReference(index))),
});

export const tables = (sandbox: Sandbox): Handlers => ({
  call_indirect: (t, { operands: [typeIndex = 0, table] }) => {
    const type = t.context.module.types[typeIndex] as (typeof t.context.module.types)[number];
    const at = element(t, tableAt(sandbox, table), t.popWord(), Trap.UNDEFINED_ELEMENT);
    const reference = t.b.value('load32', [at]);
    t.trapIf(t.b.value('eq', [reference, t.b.constant(0)]), Trap.UNINITIALIZED_ELEMENT);
    const actual = t.b.value('load32', [reference], TYPE);
    const isOther = t.b.value('ne', [actual, t.b.constant(sandbox.typeNumber(type))]);
    t.trapIf(isOther, Trap.INDIRECT_CALL_TYPE);
    const args = t.wordsOf(t.popAll(type.params), type.params);
    const code = t.b.value('load32', [reference], CODE);
    const call = t.b.value('call_indirect', [code, ...args], words(type.results));
    refreshMemory(t);
    pushResults(t, call, type.results);
  },
  'table.get': (t, { operands: [table] }) =>
    t.pushWord(t.b.value('load32', [element(t, tableAt(sandbox, table), t.popWord(), Trap.TABLE_BOUNDS)])),
  'table.set': (t, { operands: [table] }) => {
    const reference = t.popWord();
    t.b.value('store32', [element(t, tableAt(sandbox, table), t.popWord(), Trap.TABLE_BOUNDS), reference]);
  },
  'table.size': (t, { operands: [table] }) => t.pushWord(sizeOf(t, tableAt(sandbox, table))),
  'table.grow': (t, { operands: [table = 0] }) => {
    const count = t.popWord();
    const args = [t.b.constant(table), t.popWord(), count];
    t.pushWord(callRuntime(t, sandbox, 'table_grow', args));
  },
  'table.fill': (t, { operands: [table = 0] }) => {
    const [to, reference, count] = t.popThree();
    const isOutside = callRuntime(t, sandbox, 'table_fill', [t.b.constant(table), to, reference, count]);
    t.trapIf(isOutside, Trap.TABLE_BOUNDS);
  },
  'table.copy': (t, { operands: [target = 0, source = 0] }) => {
    const [to, from, count] = t.popThree();
    const args = [t.b.constant(target), t.b.constant(source), to, from, count];
    t.trapIf(callRuntime(t, sandbox, 'table_copy', args), Trap.TABLE_BOUNDS);
  },
  'table.init': (t, { operands: [segment = 0, table = 0] }) => {
    const [to, from, count] = t.popThree();
    const args = [t.b.constant(table), t.b.constant(segment), to, from, count];
    t.trapIf(callRuntime(t, sandbox, 'table_init', args), Trap.TABLE_BOUNDS);
  },
  'elem.drop': (t, { operands: [segment = 0] }) => {
    const length = t.b.value('symbol', [], 4 * segment, sandbox.elementLengths);
    t.b.value('store32', [length, t.b.constant(0)]);
  },
});
