// Random modules, Binaryen's and ours of memory bounds, sandboxed on the emulated processors, in C and in Node: npx tsx tools/fuzz/sandbox.ts [count] [seed]
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileModule } from '../../host/aot/compile-module.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import { ToolError } from '../../host/errors.ts';
import { hostCompiler } from '../../test/support/c-compiler.ts';
import { binaryenModule } from '../../test/support/programs/binaryen.ts';
import { boundsModule, edgeAddress } from '../../test/support/programs/bounds.ts';
import { checkInC, checkOnBoards, type Told } from '../../test/support/programs/check.ts';
import { grantsTo } from '../../test/support/programs/grants.ts';
import { type Program, programOf } from '../../test/support/programs/program.ts';
import { loadSandboxes, targets } from '../../test/support/sandboxed.ts';
import { damage } from '../../test/support/wasm-damage.ts';
import { WasmRandom } from '../../test/support/wasm-random.ts';

/** Programs in one of C: compilers take their time to start, and more time for more at once. */
const C_BATCH = 50;

const [count = 2000, first = Date.now() & 0x7fff_ffff] = process.argv.slice(2).map(Number);

/** At a failure keeps the module and says how to meet it again. */
const keeping = <T>(seed: number, wasm: Uint8Array, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    const path = join(tmpdir(), `picojoule-binaryen-${seed}.wasm`);
    writeFileSync(path, wasm);
    console.log(`seed ${seed} fails; again: npx tsx tools/fuzz/sandbox.ts 1 ${seed}\nmodule: ${path}`);
    throw error;
  }
};

/** A damaged copy is compiled or refused by name. */
const compileDamaged = (wasm: Uint8Array, random: WasmRandom): string => {
  const bytes = damage(wasm, random);
  try {
    compileModule(bytes, { module: 'm', target: random.pick(targets), sandbox: { imports: grantsTo(decode(bytes)) } });
    return 'compiled';
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
};

await loadSandboxes();
console.log(`sandboxed modules: ${count} of Binaryen's and as many of memory bounds from seed ${first}`);
const total = { calls: 0, endless: 0, inC: 0 };
const damagedOutcomes: Record<string, number> = {};
let batch: Told[] = [];
const finishBatch = (): void => {
  if (hostCompiler() && batch.length > 0) total.inC += checkInC(batch);
  batch = [];
};
const check = (program: Program): void => {
  const told = checkOnBoards(program);
  if (!told) total.endless++;
  else batch.push(told);
  total.calls += program.calls.length;
};
for (let seed = first; seed < first + count; seed++) {
  const wasm = await binaryenModule(seed);
  const random = new WasmRandom(seed);
  keeping(seed, wasm, () => {
    check(programOf(`seed ${seed}`, wasm, random));
    const outcome = compileDamaged(wasm, random);
    damagedOutcomes[outcome] = (damagedOutcomes[outcome] ?? 0) + 1;
  });
  const own = new WasmRandom(seed);
  const bounds = boundsModule(own);
  keeping(seed, bounds, () => check(programOf(`seed ${seed}, bounds`, bounds, own, () => edgeAddress(own))));
  if (batch.length >= C_BATCH) finishBatch();
  if ((seed + 1 - first) % 500 === 0) console.log(`${2 * (seed + 1 - first)} modules: no difference`);
}
finishBatch();
const { calls, endless, inC } = total;
console.log(`${2 * count} modules, ${calls} calls: no difference; ${endless} took too long to emulate`);
console.log(`${inC} of them in C: no difference`);
console.log(`${count} damaged modules: ${JSON.stringify(damagedOutcomes)}`);
