import { compileModule, type Target } from '../aot/compile-module.ts';
import type { Section } from '../aot/object-code.ts';
import { sandboxEntry } from '../aot/sandbox/entry.ts';
import { compileAssemblyScript } from '../compile/asc.ts';

const compiled = async (module: string, entry: string, target: Target): Promise<readonly Section[]> =>
  compileModule(await compileAssemblyScript({ entry }), { module, target }).sections;

/** `rt.…` and `float.…`: integers and floats, for what a target has no instruction. */
export const supportLibrary = async (target: Target): Promise<readonly Section[]> => [
  ...(await compiled('rt', 'arith/integer.ts', target)),
  ...(await compiled('float', 'arith/float.ts', target)),
];

/** What sandboxed modules call besides: the runtime that brings them to life, and the way in and out. */
export const sandboxLibrary = async (target: Target): Promise<readonly Section[]> => [
  ...(await supportLibrary(target)),
  ...(await compiled('sandbox', 'sandbox/index.ts', target)),
  ...sandboxEntry(target),
];
