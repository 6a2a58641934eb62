// Random modules in Node, on the emulated Cortex-M0+ and M4 and in C, then damaged ones: npx tsx tools/fuzz/aot.ts [count] [seed]
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileModule } from '../../host/aot/compile-module.ts';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { ToolError } from '../../host/errors.ts';
import { hostCompiler } from '../../test/support/c-compiler.ts';
import { checkInC } from '../../test/support/wasm-c.ts';
import { loadSupport, WasmMachines } from '../../test/support/wasm-compare.ts';
import { damage } from '../../test/support/wasm-damage.ts';
import { encodeModule } from '../../test/support/wasm-encoder.ts';
import { randomCase } from '../../test/support/wasm-generate.ts';
import { WasmRandom } from '../../test/support/wasm-random.ts';

const [count = 20_000, first = Date.now() & 0x7fff_ffff] = process.argv.slice(2).map(Number);

/** Runs `check` for every seed; at the first failure keeps the module and says how to meet it again. */
const forEverySeed = (check: (seed: number) => void, moduleOf: (seed: number) => Uint8Array): string => {
  let slowest = { ms: 0, seed: first };
  for (let seed = first; seed < first + count; seed++) {
    const started = performance.now();
    try {
      check(seed);
    } catch (error) {
      const path = join(tmpdir(), `picojoule-aot-${seed}.wasm`);
      writeFileSync(path, moduleOf(seed));
      console.log(`seed ${seed} fails; again: npx tsx tools/fuzz/aot.ts 1 ${seed}\nmodule: ${path}`);
      throw error;
    }
    const ms = performance.now() - started;
    if (ms > slowest.ms) slowest = { ms, seed };
  }
  return `slowest: seed ${slowest.seed}, ${slowest.ms.toFixed(0)} ms`;
};

await loadSupport();
console.log(`ahead-of-time compiler: ${count} random modules from seed ${first}`);
let calls = 0;
let codeBytes = 0;
const moduleOf = (seed: number) => encodeModule(randomCase(seed).spec);
const slowest = forEverySeed((seed) => {
  const { spec, calls: planned } = randomCase(seed);
  const pair = new WasmMachines(spec);
  pair.check(...planned);
  calls += planned.length;
  codeBytes += pair.boards.reduce((sum, { image }) => sum + image.sizes.code, 0);
}, moduleOf);
console.log(`${count} modules, ${calls} calls, ${codeBytes} bytes of code: no difference; ${slowest}`);

/** Modules of one executable. */
const BATCH = 300;
if (hostCompiler()) {
  for (let from = first; from < first + count; from += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, first + count - from) }, (_, at) => from + at);
    checkInC(seeds.map((seed) => ({ name: `seed ${seed}`, ...randomCase(seed) })));
  }
  console.log(`${count} of them in C: no difference`);
} else console.log('not in C: needs gcc or clang');

const real = [
  await compileAssemblyScript({ entry: 'arith/integer.ts' }),
  await compileAssemblyScript({ entry: 'kernels/softmax_s8.ts' }),
];
const damagedOf = (seed: number): Uint8Array => {
  const random = new WasmRandom(seed);
  return damage(random.oneIn(3) ? random.pick(real) : moduleOf(seed), random);
};
const outcomes: Record<string, number> = {};
const slowestDamaged = forEverySeed((seed) => {
  let outcome = 'compiled';
  try {
    compileModule(damagedOf(seed), { module: 'm', target: 'thumbv6m' });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    outcome = error.code;
  }
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}, damagedOf);
const told = Object.entries(outcomes).map(([outcome, times]) => `${times} ${outcome}`);
console.log(`${count} damaged modules: ${told.join(', ')}; ${slowestDamaged}`);
