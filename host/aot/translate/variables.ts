import type { Global } from '../wasm/module.ts';
import { type Handlers, isPair } from './translation.ts';

// Core specification 4.4.4 and 4.4.5: parametric and variable instructions.

export const variables: Handlers = {
  drop: (t) => {
    t.pop();
  },
  select: (t) => {
    const condition = t.popWord();
    const no = t.pop();
    const yes = t.pop();
    const lo = t.b.value('select', [condition, yes.lo, no.lo]);
    t.push(yes.hi && no.hi ? { lo, hi: t.b.value('select', [condition, yes.hi, no.hi]) } : { lo });
  },
  'local.get': (t, { operands: [local = 0] }) => {
    t.push(t.readLocal(local));
  },
  'local.set': (t, { operands: [local = 0] }) => {
    t.writeLocal(local, t.pop());
  },
  'local.tee': (t, { operands: [local = 0] }) => {
    const entry = t.pop();
    t.writeLocal(local, entry);
    t.push(entry);
  },
  'global.get': (t, { operands: [index = 0] }) => {
    const { source, type, isMutable } = t.context.module.globals[index] as Global;
    if (t.sandbox && !isMutable && 'init' in source && source.init.kind === 'number')
      return t.push(t.constant(type, source.init.bits));
    const { symbol, offset } = t.context.globalPlace(index);
    const address = t.b.value('symbol', [], 0, symbol);
    // To a trusted module an imported global is an address that the linker knows, not a place where a value is.
    if (!t.sandbox && 'import' in source) return t.pushWord(address);
    const lo = t.b.value('load32', [address], offset);
    t.push(isPair(type) ? { lo, hi: t.b.value('load32', [address], offset + 4) } : { lo });
  },
  'global.set': (t, { operands: [index = 0] }) => {
    const { symbol, offset } = t.context.globalPlace(index);
    const address = t.b.value('symbol', [], 0, symbol);
    const entry = t.pop();
    t.b.value('store32', [address, entry.lo], offset);
    if (isPair(t.context.module.globals[index]?.type)) t.b.value('store32', [address, entry.hi ?? t.zero], offset + 4);
  },
};
