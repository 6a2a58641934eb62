import type { Target } from '../../host/aot/compile-module.ts';
import { functionNames, functionSubject } from './codegen/functions.ts';
import { gccVersion } from './codegen/gcc.ts';
import { sideBySide } from './codegen/side-by-side.ts';
import { compare, comparisonTable } from './codegen/table.ts';

const cores: Readonly<Record<Target, string>> = {
  thumbv6m: 'Cortex-M0+, counted',
  thumbv7em: 'Cortex-M4, cycles modelled',
};

const targets = Object.keys(cores) as Target[];

/** Listings of one function, ours and gcc's. */
export const codegenListings = async (name: string): Promise<string> => {
  const subject = await functionSubject(name);
  const listings: string[] = [];
  for (const target of targets) listings.push(`${name}, ${cores[target]}\n${await sideBySide(subject, target)}`);
  return listings.join('\n\n');
};

/** One module each by our compiler and, as C, by gcc -O2: executed instructions, cycles, bytes. */
export const codegenTables = async (): Promise<string> => {
  const version = gccVersion();
  if (!version) return 'code quality: not compared (needs arm-none-eabi-gcc)';
  const functions = await Promise.all(functionNames.map(functionSubject));
  const tables: string[] = [];
  for (const target of targets)
    tables.push(comparisonTable(`function, ${cores[target]}`, await compare(functions, target)));
  return [`Beside gcc ${version} -O2`, ...tables].join('\n\n');
};
