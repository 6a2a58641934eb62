import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileAssemblyScript } from '../../../host/compile/asc.ts';
import { instantiate, ram } from './reference.ts';
import { RAM, type Subject } from './subject.ts';

const folder = fileURLToPath(new URL('../functions/', import.meta.url));
const sources = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => path.endsWith('.ts'));
const files = Object.fromEntries(sources.map((path) => [`bench/${path}`, readFileSync(`${folder}${path}`, 'utf8')]));

export const functionNames: readonly string[] = sources
  .filter((path) => !path.includes('/'))
  .map((path) => path.slice(0, -'.ts'.length))
  .sort();

export const compileFunction = (name: string): Promise<Uint8Array> =>
  compileAssemblyScript({ entry: `bench/${name}.ts`, files });

/** An ordinary function: `prepare` lays out its data in Node, `run` is what is compared. */
export const functionSubject = async (name: string): Promise<Subject> => {
  const wasm = await compileFunction(name);
  const weights = new Uint8Array(0);
  const { prepare, run } = instantiate(wasm, weights);
  prepare?.(RAM.origin);
  const before = ram.slice();
  const result = run?.(RAM.origin);
  return { name, wasm, exportName: 'run', args: [RAM.origin], before, after: ram.slice(), result, weights };
};
