import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cached } from '../cache.ts';
import { withAsciiBytes } from './ascii.ts';

export interface AscRequest {
  /** Path of the entry below `assembly/`; it may be one of `files`. */
  readonly entry: string;
  /** Generated sources by path below `assembly/`; the folder's own files are there too. */
  readonly files?: Readonly<Record<string, string>>;
  /** Options besides those of every module. */
  readonly flags?: readonly string[];
}

const assembly = fileURLToPath(new URL('../../assembly/', import.meta.url));
const config = fileURLToPath(new URL('../../asconfig.json', import.meta.url));
const { version } = createRequire(import.meta.url)('assemblyscript/package.json') as { version: string };

/** Every source of the folder: a module is rebuilt when any of them changed. */
const sources = (): string[] =>
  (readdirSync(assembly, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).sort();

/** All that the outcome depends on. */
const dependencies = ({ entry, files = {}, flags = [] }: AscRequest) => [
  `asc ${version}`,
  entry,
  ...flags,
  readFileSync(config),
  ...Object.entries(files).flat(),
  ...sources().flatMap((name) => [name, readFileSync(`${assembly}${name}`)]),
];

/** Compiles AssemblyScript to WebAssembly with the options of `asconfig.json`; unchanged input comes from the cache. */
export const compileAssemblyScript = async (request: AscRequest): Promise<Uint8Array> =>
  cached('wasm', dependencies(request), () => compile(request, 'out.wasm'));

/** The source map of that WebAssembly: byte offsets in it for columns. */
export const sourceMapOf = async (request: AscRequest): Promise<Uint8Array> =>
  cached('map', dependencies(request), () => compile(request, 'out.wasm.map', ['--sourceMap']));

const compile = async (
  { entry, files = {}, flags = [] }: AscRequest,
  wanted: string,
  more: readonly string[] = [],
): Promise<Uint8Array> => {
  const asc = await import('assemblyscript/asc');
  const { options } = JSON.parse(readFileSync(config, 'utf8')) as { options: Record<string, unknown> };
  const common = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, `${value}`],
  );
  let made: Uint8Array | undefined;
  const read = (name: string): string | null => {
    if (files[name] !== undefined) return files[name];
    try {
      return withAsciiBytes(readFileSync(`${assembly}${name}`, 'utf8'));
    } catch {
      return null;
    }
  };
  const { error, stderr } = await asc.main([entry, ...common, ...flags, ...more, '--debug', '--outFile', 'out.wasm'], {
    readFile: read,
    writeFile: (name, contents) => {
      if (name === wanted) made = Buffer.from(contents);
    },
    listFiles: () => [],
  });
  if (error || !made) throw new Error(`asc failed on ${entry}:\n${stderr.toString()}`, { cause: error });
  return made;
};
