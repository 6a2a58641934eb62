import { compileModule, type Target } from '../../../host/aot/compile-module.ts';
import { functionsOf, instructions, symbolize } from '../../../host/aot/format/instructions.ts';
import type { Image } from '../../../host/aot/image.ts';
import { link } from '../../../host/aot/link.ts';
import type { Section } from '../../../host/aot/object-code.ts';
import { FLASH, RAM_ORIGIN } from '../../../host/emulate/bare/machine.ts';
import { supportLibrary } from '../../../host/firmware/support-library.ts';
import type { CodeLine, Executable } from './executable.ts';
import { RAM, type Subject, WEIGHTS } from './subject.ts';

const support = new Map<Target, Promise<readonly Section[]>>();
const supportFor = (target: Target): Promise<readonly Section[]> => {
  const sections = support.get(target) ?? supportLibrary(target);
  support.set(target, sections);
  return sections;
};

const placesOf = ({ weights }: Subject): Section[] => {
  const common = { align: 16, relocations: [] };
  return [
    { symbol: 'env.weights', kind: 'rodata', address: WEIGHTS, bytes: weights, ...common },
    { symbol: 'env.arena', kind: 'bss', address: RAM.origin, bytes: new Uint8Array(0), ...common },
  ];
};

const linesOf = (image: Image, target: Target): CodeLine[] => {
  const nameOf = symbolize(image);
  return functionsOf(image).flatMap((fn) => [
    { address: fn.address, text: `${fn.name}:` },
    ...instructions(image, fn, target, nameOf),
  ]);
};

/** A subject by our own compiler. */
export const buildOurs = async (subject: Subject, target: Target): Promise<Executable> => {
  const { sections } = compileModule(subject.wasm[target], { module: 'm', target });
  const image = link({
    board: 'bare',
    flash: FLASH,
    ram: { name: 'ram', origin: RAM_ORIGIN, bytes: RAM.origin - RAM_ORIGIN },
    stackBytes: 0,
    sections: [...sections, ...(await supportFor(target)), ...placesOf(subject)],
    roots: [],
    entry: `m.${subject.exportName}`,
    named: { weights: '', arena: '', staging: '' },
  });
  const functions = functionsOf(image);
  const own = functions.filter(({ name }) => name.startsWith('m.'));
  return {
    segments: image.segments,
    entry: image.entry,
    codeBytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    usesLibrary: own.length < functions.length,
    lines: () => linesOf(image, target),
  };
};
