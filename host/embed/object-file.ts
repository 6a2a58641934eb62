import { compileModule, type Target } from '../aot/compile-module.ts';
import { toElfObject } from '../aot/format/elf-object.ts';
import { reachable } from '../aot/reachable.ts';
import { compileAssemblyScript } from '../compile/asc.ts';
import { modelSource } from '../compile/compile-graph.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { supportLibrary } from '../firmware/support-library.ts';
import type { Api } from './api.ts';

/** AssemblyScript of the functions that the header declares, beside the layers that the network's own module has. */
const apiSource = (model: CompiledModel, { prefix, tensors }: Api): string =>
  [
    "@external('env', 'arena') declare const arena: usize;",
    ...model.layers.map(
      ({ exportName }) => `@external('${prefix}', '${exportName}') declare function ${exportName}(): void;`,
    ),
    ...tensors.map(({ name, tensor }) => `export function ${name}(): usize { return arena + ${tensor.offset}; }`),
    `export function invoke(): void { ${model.layers.map(({ exportName }) => `${exportName}();`).join(' ')} }`,
  ].join('\n');

/**
 * A network as an object file (ELF, AAPCS) with the machine code that firmware has of it: constants in `.rodata`, the arena in
 * `.bss`.
 */
export const objectFile = async (model: CompiledModel, api: Api, target: Target): Promise<Uint8Array> => {
  const { prefix, tensors } = api;
  const source = await compileAssemblyScript({ entry: 'api.ts', files: { 'api.ts': apiSource(model, api) } });
  const network = await compileAssemblyScript(modelSource(model));
  const sections = [
    ...compileModule(source, { module: prefix, target }).sections,
    ...compileModule(network, { module: prefix, target }).sections,
    ...(await supportLibrary(target)),
    { symbol: 'env.weights', kind: 'rodata', align: 16, bytes: model.weights, relocations: [] } as const,
    { symbol: 'env.arena', kind: 'bss', align: 16, bytes: new Uint8Array(model.arenaBytes), relocations: [] } as const,
  ];
  const names = [...tensors.map(({ name }) => name), 'invoke', ...(model.hasState ? ['reset'] : [])];
  const exported = new Map(names.map((name) => [`${prefix}.${name}`, `${prefix}_${name}`]));
  return toElfObject({ target, sections: reachable(sections, [...exported.keys()]), exported });
};
