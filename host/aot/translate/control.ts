import { Trap } from '../../../assembly/shared/trap.ts';
import type { Block } from '../ssa/ir.ts';
import type { Instruction } from '../wasm/instructions.ts';
import type { FunctionType } from '../wasm/module.ts';
import { branchByIndex } from './branch-table.ts';
import type { Handlers, Label, Translation } from './translation.ts';

// Core specification 4.4.8: control instructions but for calls. A label's results travel in variables of the builder, which
// become phis where branches meet.

const open = (t: Translation, type: FunctionType, isLoop: boolean, otherwise?: Block): Label => {
  const types = isLoop ? type.params : type.results;
  // Taken off and put back: in unreachable code they may not be there yet.
  const params = t.popAll(type.params);
  const { height } = t;
  t.push(...params);
  return {
    target: t.b.block(),
    slots: t.newSlots(types),
    types,
    height,
    isLoop,
    otherwise: otherwise && { block: otherwise, params },
  };
};

/** Leaves a branch's operands to its label; `keep` leaves them on the stack, too, for a branch that is not taken. */
const passTo = (t: Translation, label: Label, keep: boolean): void => {
  const entries = t.popAll(label.types);
  label.slots.forEach((slot, at) => {
    t.writeSlot(slot, label.types[at], entries[at] as (typeof entries)[number]);
  });
  if (keep) t.push(...entries);
};

const receive = (t: Translation, label: Label): void => {
  label.slots.forEach((slot, at) => {
    t.push(t.readSlot(slot, label.types[at]));
  });
};

const jumpTo = (t: Translation, label: Label): void => {
  passTo(t, label, false);
  t.b.end({ kind: 'jump', to: label.target });
};

const labelAt = (t: Translation, depth: number | undefined): Label => t.labels.at(-1 - (depth as number)) as Label;
const typeOf = ({ type }: Instruction): FunctionType => type as FunctionType;

/** The label of the body itself, to which `return` branches. */
export const openFunction = (t: Translation): void => {
  const { results } = t.body.type;
  t.labels.push({ target: t.b.block(), slots: t.newSlots(results), types: results, height: 0, isLoop: false });
};

export const control: Handlers = {
  unreachable: (t) => {
    t.b.end({ kind: 'trap', ...(t.sandbox && { word: t.trapWord(Trap.UNREACHABLE) }) });
    t.startDead();
  },
  nop: () => undefined,
  block: (t, instruction) => {
    t.labels.push(open(t, typeOf(instruction), false));
  },
  loop: (t, instruction) => {
    const label = open(t, typeOf(instruction), true);
    passTo(t, label, false);
    t.b.end({ kind: 'jump', to: label.target });
    t.b.current = label.target;
    receive(t, label);
    t.labels.push(label);
  },
  if: (t, instruction) => {
    const condition = t.popWord();
    const [then, otherwise] = [t.b.block(), t.b.block()];
    const label = open(t, typeOf(instruction), false, otherwise);
    t.b.end({ kind: 'branch', condition, then, otherwise });
    t.b.seal(then);
    t.b.seal(otherwise);
    t.b.current = then;
    t.labels.push(label);
  },
  else: (t) => {
    const label = labelAt(t, 0);
    const { block, params } = label.otherwise as NonNullable<Label['otherwise']>;
    jumpTo(t, label);
    label.otherwise = undefined;
    t.cutTo(label.height);
    t.push(...params);
    t.b.current = block;
  },
  end: (t) => {
    const label = labelAt(t, 0);
    if (label.isLoop) {
      t.b.seal(label.target);
      t.labels.pop();
      return;
    }
    jumpTo(t, label);
    if (label.otherwise) {
      t.b.current = label.otherwise.block;
      t.push(...label.otherwise.params);
      jumpTo(t, label);
    }
    t.labels.pop();
    t.b.seal(label.target);
    t.b.current = label.target;
    t.cutTo(label.height);
    receive(t, label);
  },
  br: (t, { operands: [depth] }) => {
    jumpTo(t, labelAt(t, depth));
    t.startDead();
  },
  br_if: (t, { operands: [depth] }) => {
    const condition = t.popWord();
    const label = labelAt(t, depth);
    passTo(t, label, true);
    const next = t.b.block();
    t.b.end({ kind: 'branch', condition, then: label.target, otherwise: next });
    t.b.seal(next);
    t.b.current = next;
  },
  br_table: (t, { operands }) => {
    const index = t.popWord();
    const targets = operands.map((depth) => labelAt(t, depth));
    for (const label of new Set(targets)) passTo(t, label, true);
    branchByIndex(
      t.b,
      index,
      targets.map(({ target }) => target),
      t.context.hasTableBranch === true,
    );
    t.startDead();
  },
  return: (t) => {
    jumpTo(t, t.labels[0] as Label);
    t.startDead();
  },
};
