import type { Target } from '../../host/aot/compile-module.ts';
import { functionNames, functionSubject } from './codegen/functions.ts';
import { gccVersion } from './codegen/gcc.ts';
import { layerSubjects } from './codegen/layers.ts';
import { sideBySide } from './codegen/side-by-side.ts';
import type { Subject } from './codegen/subject.ts';
import { compare, comparisonTable } from './codegen/table.ts';

const cores: Readonly<Record<Target, string>> = {
  thumbv6m: 'Cortex-M0+, counted',
  thumbv7em: 'Cortex-M4, cycles modelled',
};
const targets = Object.keys(cores) as Target[];

const subjectNamed = async (name: string): Promise<Subject> => {
  if (functionNames.includes(name)) return functionSubject(name);
  const layers = await layerSubjects();
  const layer = layers.find((subject) => subject.name === name);
  if (!layer) throw new RangeError(`${name} is none of ${[...functionNames, ...layers.map((l) => l.name)].join(', ')}`);
  return layer;
};

/** Listings of one function or layer, ours and gcc's. */
export const codegenListings = async (name: string): Promise<string> => {
  const subject = await subjectNamed(name);
  const listings: string[] = [];
  for (const target of targets) listings.push(`${name}, ${cores[target]}\n${await sideBySide(subject, target)}`);
  return listings.join('\n\n');
};

/** One module each by our compiler and, as C, by gcc -O2: executed instructions, cycles, bytes. */
export const codegenTables = async (): Promise<string> => {
  const version = gccVersion();
  if (!version) return 'code quality: not compared (needs arm-none-eabi-gcc)';
  const functions = await Promise.all(functionNames.map(functionSubject));
  const layers = await layerSubjects();
  const tables: string[] = [];
  for (const target of targets) {
    tables.push(comparisonTable(`function, ${cores[target]}`, await compare(functions, target)));
    tables.push(comparisonTable(`layer of the demo model, ${cores[target]}`, await compare(layers, target)));
  }
  return [`Beside gcc ${version} -O2`, ...tables].join('\n\n');
};
