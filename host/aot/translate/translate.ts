import { Trap } from '../../../assembly/shared/trap.ts';
import type { SsaFunction } from '../ssa/ir.ts';
import { instructionsOf } from '../wasm/instructions.ts';
import type { WasmFunction } from '../wasm/module.ts';
import { unsupported } from '../wasm/unsupported.ts';
import { calls } from './calls.ts';
import type { ModuleContext } from './context.ts';
import { control, openFunction } from './control.ts';
import { floats } from './floats.ts';
import { memory } from './memory.ts';
import { nativeMemory } from './native-memory.ts';
import { pairs } from './pairs.ts';
import { refreshMemory } from './sandbox/bounds.ts';
import { bulk } from './sandbox/bulk.ts';
import { references, tables } from './sandbox/tables.ts';
import { type Handlers, Translation, words as wordsIn } from './translation.ts';
import { variables } from './variables.ts';
import { words } from './words.ts';

const common: Handlers = { ...control, ...calls, ...variables, ...memory, ...words, ...pairs, ...floats };

/** Translates one WebAssembly function to static single assignment form. */
export type Translate = (index: number, body: WasmFunction) => SsaFunction;

/** The translator of one module's functions. */
export const translator = (context: ModuleContext): Translate => {
  const { sandbox, module } = context;
  const handlers: Handlers = {
    ...common,
    ...(sandbox ? { ...references(sandbox), ...tables(sandbox), ...bulk(sandbox) } : nativeMemory),
  };
  return (index, body) => {
    const t = new Translation(context, context.functionSymbol(index), body);
    const stackTrap = t.trapWord(Trap.STACK_EXHAUSTED);
    refreshMemory(t);
    openFunction(t);
    for (const instruction of instructionsOf(body, module.types)) {
      t.b.at = instruction.at;
      const handler = handlers[instruction.name];
      if (!handler) throw unsupported(`${instruction.name} in trusted modules (${t.symbol})`, 'Compile it sandboxed.');
      handler(t, instruction);
    }
    const { params, results } = body.type;
    t.b.end({ kind: 'return', values: t.wordsOf(t.popAll(results), results) });
    return t.b.finish({ parameters: wordsIn(params), results: wordsIn(results), ...(sandbox && { stackTrap }) });
  };
};
