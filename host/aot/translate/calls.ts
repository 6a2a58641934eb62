import { intrinsic } from '../ssa/intrinsics.ts';
import type { Value } from '../ssa/ir.ts';
import type { ValueType } from '../wasm/module.ts';
import { refreshMemory } from './sandbox/bounds.ts';
import { type Handlers, isPair, type Translation, words } from './translation.ts';

/** Pushes the results of a call, word by word. */
export const pushResults = (t: Translation, call: Value, results: readonly ValueType[]): void => {
  let word = 0;
  for (const type of results) {
    const lo = t.b.value('proj', [call], word++);
    t.push(isPair(type) ? { lo, hi: t.b.value('proj', [call], word++) } : { lo });
  }
};

// Core specification 4.4.8: calls of functions by their number.
export const calls: Handlers = {
  call: (t, { operands: [callee = 0] }) => {
    const { params, results } = t.context.functionType(callee);
    const args = t.wordsOf(t.popAll(params), params);
    const imported = t.context.module.imports[callee];
    if (imported?.module === 'mcu' && !t.sandbox) {
      const value = intrinsic(t.b, imported, args);
      if (results.length === 1) t.pushWord(value);
      else pushResults(t, value, results);
      return;
    }
    const call = t.b.value('call', args, words(results), t.context.functionSymbol(callee));
    refreshMemory(t);
    pushResults(t, call, results);
  },
};
