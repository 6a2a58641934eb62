import type { Target } from '../../host/aot/compile-module.ts';
import { dspNames, functionNames, functionSubject } from './codegen/functions.ts';
import { gccVersion } from './codegen/gcc.ts';
import { layerSubjects } from './codegen/layers.ts';
import { sideBySide } from './codegen/side-by-side.ts';
import type { Subject } from './codegen/subject.ts';
import { type Comparison, compare, comparisonTable, meansTable } from './codegen/table.ts';

const cores: Readonly<Record<Target, string>> = {
  thumbv6m: 'Cortex-M0+ (counted)',
  thumbv7em: 'Cortex-M4 (cycles modelled)',
};
const targets = Object.keys(cores) as Target[];

const subjectNamed = async (name: string): Promise<Subject> => {
  const names = [...functionNames, ...dspNames];
  if (names.includes(name)) return functionSubject(name);
  const layers = await layerSubjects();
  const layer = layers.find((subject) => subject.name === name);
  if (!layer) throw new RangeError(`${name} is none of ${[...names, ...layers.map((l) => l.name)].join(', ')}`);
  return layer;
};

/** Listings of one function or layer, ours and gcc's. */
export const codegenListings = async (name: string): Promise<string> => {
  const subject = await subjectNamed(name);
  const listings: string[] = [];
  for (const target of targets) listings.push(`${name}, ${cores[target]}\n${await sideBySide(subject, target)}`);
  return listings.join('\n\n');
};

export interface CodegenReport {
  readonly tables: string;
  /** The geometric means alone. */
  readonly means: string;
}

/** One module each by our compiler and, as C, by gcc -O2: executed instructions, cycles, bytes. Nothing where there is no gcc. */
export const codegenReport = async (): Promise<CodegenReport | undefined> => {
  const version = gccVersion();
  if (!version) return undefined;
  const subjects = {
    'ordinary functions': await Promise.all(functionNames.map(functionSubject)),
    'loops of DSP instructions': await Promise.all(dspNames.map(functionSubject)),
    'layers of the demo model': await layerSubjects(),
  };
  const groups: [title: string, comparisons: Comparison[]][] = [];
  for (const target of targets)
    for (const [title, members] of Object.entries(subjects))
      groups.push([`${title}, ${cores[target]}`, await compare(members, target)]);
  const tables = groups.map(([title, comparisons]) => comparisonTable(title, comparisons));
  return { tables: [`Beside gcc ${version} -O2`, ...tables].join('\n\n'), means: meansTable(groups) };
};
