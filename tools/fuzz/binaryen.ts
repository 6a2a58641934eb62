// Binaryen's random modules, sandboxed on the emulated processors and in Node: npx tsx tools/fuzz/binaryen.ts [count] [seed]
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEverywhere } from '../../test/support/binaryen/check.ts';
import { binaryenModule } from '../../test/support/binaryen/make.ts';
import { loadSandboxes } from '../../test/support/sandboxed.ts';
import { WasmRandom } from '../../test/support/wasm-random.ts';

const [count = 2000, first = Date.now() & 0x7fff_ffff] = process.argv.slice(2).map(Number);

await loadSandboxes();
console.log(`sandboxed modules: ${count} of Binaryen's from seed ${first}`);
let calls = 0;
let bytes = 0;
let endless = 0;
let next = binaryenModule(first);
for (let seed = first; seed < first + count; seed++) {
  const wasm = await next;
  next = binaryenModule(seed + 1);
  bytes += wasm.length;
  try {
    const made = checkEverywhere(wasm, new WasmRandom(seed));
    if (made === undefined) endless++;
    else calls += made;
  } catch (error) {
    const path = join(tmpdir(), `picojoule-binaryen-${seed}.wasm`);
    writeFileSync(path, wasm);
    console.log(`seed ${seed} fails; again: npx tsx tools/fuzz/binaryen.ts 1 ${seed}\nmodule: ${path}`);
    throw error;
  }
}
await next;
console.log(`${count} modules of ${bytes} bytes, ${calls} calls: no difference; ${endless} took too long to emulate`);
