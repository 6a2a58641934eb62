import type { Grant, Grants } from '../../../host/aot/sandbox/imports.ts';
import type { WasmModule } from '../../../host/aot/wasm/module.ts';

/** Every function and global that a module asks for, under its own name. */
export const grantsTo = ({ imports, globals }: WasmModule): Grants =>
  Object.fromEntries([
    ...imports.map(({ module, name, type }): [string, Grant] => [
      `${module}.${name}`,
      { kind: 'function', symbol: `${module}.${name}`, type },
    ]),
    ...globals.flatMap(({ source, type, isMutable }): [string, Grant][] => {
      if (!('import' in source)) return [];
      const name = `${source.import.module}.${source.import.name}`;
      return [[name, { kind: 'global', symbol: name, type, isMutable }]];
    }),
  ]);
