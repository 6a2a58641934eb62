import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WasmRandom } from '../wasm-random.ts';

/** The version that AssemblyScript has. */
const require = createRequire(import.meta.url);
const wasmOpt = join(dirname(require.resolve('binaryen')), 'bin', 'wasm-opt');

const features = [
  'sign-ext',
  'mutable-globals',
  'nontrapping-float-to-int',
  'bulk-memory',
  'bulk-memory-opt',
  'multivalue',
  'reference-types',
];
/** NaNs become 0 where they arise: WebAssembly leaves their bits open (core specification 4.3.3). */
const options = ['--translate-to-fuzz', '--denan', ...features.map((name) => `--enable-${name}`)];

/** Binaryen makes the module of random bytes: the more, the larger. */
const MOST_BYTES = 4000;

type Script = (process: unknown, webAssembly: unknown, require: unknown, console: unknown, dirname: string) => void;
let script: Script | undefined;
let compiled: WebAssembly.Module | undefined;

/**
 * Runs the program `wasm-opt` in this process, with a process and an engine of its own: a new process for every module would
 * mostly start up.
 */
const runWasmOpt = (args: readonly string[]): Promise<number> => {
  const source = () =>
    `var __filename = __dirname, module = undefined;\n${readFileSync(wasmOpt, 'utf8').replace(/^#!.*/, '')}`;
  script ??= new Function('process', 'WebAssembly', 'require', 'console', '__dirname', source()) as Script;
  const instantiate = async (bytes: Uint8Array, imports: Record<string, Record<string, unknown>>) => {
    compiled ??= new WebAssembly.Module(Uint8Array.from(bytes));
    return { instance: new WebAssembly.Instance(compiled, imports) };
  };
  return new Promise((resolve) => {
    const itsProcess = {
      ...process,
      argv: [process.execPath, wasmOpt, ...args],
      on: () => undefined,
      set exitCode(status: number) {
        resolve(status);
      },
    };
    const silent = { log: () => undefined, error: () => undefined, warn: () => undefined };
    script?.(
      itsProcess,
      { ...WebAssembly, RuntimeError: WebAssembly.RuntimeError, instantiate },
      require,
      silent,
      dirname(wasmOpt),
    );
  });
};

const anyModule = async (random: WasmRandom): Promise<Uint8Array> => {
  const length = 64 + random.below(random.pick([500, 1000, MOST_BYTES]));
  const bytes = Uint8Array.from({ length }, () => random.below(256));
  const passes = random.oneIn(2) ? ['--fuzz-passes'] : [];
  const folder = mkdtempSync(join(tmpdir(), 'picojoule-binaryen-'));
  try {
    const [input, output] = [join(folder, 'seed'), join(folder, 'module.wasm')];
    writeFileSync(input, bytes);
    const status = await runWasmOpt([input, ...options, ...passes, '-o', output]);
    if (status !== 0) throw new Error(`wasm-opt ends with ${status}`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** A module whose functions end; the same for the same seed and version of Binaryen. */
export const binaryenModule = async (seed: number): Promise<Uint8Array> => {
  const random = new WasmRandom(seed);
  for (;;) {
    const wasm = await anyModule(random);
    // Some passes leave instructions of later versions of WebAssembly.
    if (WebAssembly.validate(wasm)) return wasm;
  }
};
