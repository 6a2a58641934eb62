import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileAssemblyScript } from '../../../host/compile/asc.ts';
import { instantiate, ram } from './reference.ts';
import { RAM, type Subject } from './subject.ts';

const folder = fileURLToPath(new URL('../functions/', import.meta.url));
const sources = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => path.endsWith('.ts'));
const files = Object.fromEntries(sources.map((path) => [`bench/${path}`, readFileSync(`${folder}${path}`, 'utf8')]));

const namesIn = (group: RegExp): readonly string[] =>
  sources
    .map((path) => path.slice(0, -'.ts'.length))
    .filter((path) => group.test(path))
    .sort();
export const functionNames = namesIn(/^\w+$/);
export const dspNames = namesIn(/^dsp\/\w+$/);

export const compileFunction = (name: string, hasDsp = false): Promise<Uint8Array> =>
  compileAssemblyScript({ entry: `bench/${name}.ts`, files, flags: ['--use', `HAS_DSP=${Number(hasDsp)}`] });

/** A function: `prepare` lays out its data in Node, `run` is what is compared. */
export const functionSubject = async (name: string): Promise<Subject> => {
  const plain = await compileFunction(name);
  const wasm = { thumbv6m: plain, thumbv7em: dspNames.includes(name) ? await compileFunction(name, true) : plain };
  const weights = new Uint8Array(0);
  const { prepare, run } = instantiate(plain, weights);
  prepare?.(RAM.origin);
  const before = ram.slice();
  const result = run?.(RAM.origin);
  return { name, wasm, exportName: 'run', args: [RAM.origin], before, after: ram.slice(), result, weights };
};
