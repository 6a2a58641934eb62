// Binaryen's random modules, sandboxed on the emulated processors and in Node: npx tsx tools/fuzz/binaryen.ts [count] [seed]
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileModule } from '../../host/aot/compile-module.ts';
import type { Grants } from '../../host/aot/sandbox/imports.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import type { WasmModule } from '../../host/aot/wasm/module.ts';
import { ToolError } from '../../host/errors.ts';
import { checkEverywhere } from '../../test/support/binaryen/check.ts';
import { binaryenModule } from '../../test/support/binaryen/make.ts';
import { loadSandboxes, targets } from '../../test/support/sandboxed.ts';
import { damage } from '../../test/support/wasm-damage.ts';
import { WasmRandom } from '../../test/support/wasm-random.ts';

const [count = 2000, first = Date.now() & 0x7fff_ffff] = process.argv.slice(2).map(Number);

await loadSandboxes();
console.log(`sandboxed modules: ${count} of Binaryen's from seed ${first}`);
let calls = 0;
let bytes = 0;
let endless = 0;
/** Whatever a module asks for. */
const grantsTo = ({ imports, globals }: WasmModule): Grants =>
  Object.fromEntries([
    ...imports.map(
      ({ module, name, type }) => [`${module}.${name}`, { kind: 'function', symbol: name, type }] as const,
    ),
    ...globals.flatMap(({ source, type, isMutable }) =>
      'import' in source
        ? [
            [
              `${source.import.module}.${source.import.name}`,
              { kind: 'global', symbol: source.import.name, type, isMutable },
            ] as const,
          ]
        : [],
    ),
  ]);

const damagedOutcomes: Record<string, number> = {};
/** A damaged copy is compiled or refused by name. */
const compileDamaged = (wasm: Uint8Array, seed: number): void => {
  const random = new WasmRandom(seed);
  const bytes = damage(wasm, random);
  let outcome = 'compiled';
  try {
    const sandbox = { imports: grantsTo(decode(bytes)) };
    compileModule(bytes, { module: 'm', target: random.pick(targets), sandbox });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    outcome = error.code;
  }
  damagedOutcomes[outcome] = (damagedOutcomes[outcome] ?? 0) + 1;
};

let next = binaryenModule(first);
for (let seed = first; seed < first + count; seed++) {
  const wasm = await next;
  next = binaryenModule(seed + 1);
  bytes += wasm.length;
  try {
    const made = checkEverywhere(wasm, new WasmRandom(seed));
    if (made === undefined) endless++;
    else calls += made;
    compileDamaged(wasm, seed);
  } catch (error) {
    const path = join(tmpdir(), `picojoule-binaryen-${seed}.wasm`);
    writeFileSync(path, wasm);
    console.log(`seed ${seed} fails; again: npx tsx tools/fuzz/binaryen.ts 1 ${seed}\nmodule: ${path}`);
    throw error;
  }
}
await next;
const told = Object.entries(damagedOutcomes).map(([outcome, times]) => `${times} ${outcome}`);
console.log(`${count} modules of ${bytes} bytes, ${calls} calls: no difference; ${endless} took too long to emulate`);
console.log(`${count} damaged modules: ${told.join(', ')}`);
