import assert from 'node:assert/strict';
import { decode } from '../../../host/aot/wasm/decode.ts';
import { functionTypeOf, type Global } from '../../../host/aot/wasm/module.ts';
import { NoReturn } from '../../../host/emulate/bare/bare-core.ts';
import { targets } from '../sandboxed.ts';
import type { WasmRandom } from '../wasm-random.ts';
import { comparable } from './comparable.ts';
import { BoardMachine, type Machine, NodeMachine, type Program } from './machines.ts';
import { surroundingsOf } from './surroundings.ts';

const VECTORS = 3;

/** What is compared with Node: another implementation is one line here. */
const implementations: readonly ((program: Program) => Machine)[] = targets.map(
  (target) => (program) => new BoardMachine(program, target),
);

/**
 * Calls everything in a module several times, in Node and in every other implementation: fails unless results, traps, imports'
 * arguments, globals and memories are the same. Gives the number of calls, or nothing if an emulator gave up.
 */
export const checkEverywhere = (source: Uint8Array, random: WasmRandom): number | undefined => {
  const wasm = comparable(source, decode(source));
  const module = decode(wasm);
  const program: Program = { wasm, module, surroundings: surroundingsOf(module) };
  const node = new NodeMachine(program);
  const others = implementations.map((make) => make(program));
  const same = (what: string, tell: (machine: Machine) => unknown): unknown => {
    const expected = tell(node);
    for (const other of others) assert.deepEqual(tell(other), expected, `${other.name}: ${what}`);
    return expected;
  };
  const functions = module.exports.filter(({ kind }) => kind === 'function');
  const globals = module.exports.filter(({ kind }) => kind === 'global');
  let calls = 0;
  try {
    const begun = same('instantiation', (machine) => machine.instantiate());
    same('log', (machine) => machine.log());
    if (begun !== '') return calls;
    for (let vector = 0; vector < VECTORS; vector++)
      for (const { name, index } of functions) {
        const type = functionTypeOf(module, index);
        const args = type.params.map((param) => (/ref/.test(param) ? null : random.value(param)));
        same(`${name}(${args.join(', ')})`, (machine) => machine.call(name, type, args));
        calls++;
      }
  } catch (error) {
    if (error instanceof NoReturn) return undefined;
    throw error;
  }
  same('log', (machine) => machine.log());
  for (const { name, index } of globals) {
    const { type } = module.globals[index] as Global;
    same(`global ${name}`, (machine) => machine.global(name, type));
  }
  const expected = node.memory();
  for (const other of others)
    assert.equal(Buffer.compare(other.memory(), expected), 0, `${other.name}: the memory differs`);
  return calls;
};
