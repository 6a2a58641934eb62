import type { Globals, Place } from './globals.ts';
import { type Grants, grantOf } from './sandbox/imports.ts';
import type { ModuleContext } from './translate/context.ts';
import { functionTypeOf, type Global, type ImportName, type WasmModule } from './wasm/module.ts';

const importedSymbol = ({ module, name }: ImportName): string => `${module}.${name}`;

/**
 * Names of a module's functions: those that it exports, else of the debug section. Exported names alone are unique; others that
 * occur twice, or look like the compiler's own, get their index.
 */
const functionNames = (module: WasmModule): string[] => {
  const taken = new Set([...module.exportNames.values()].flat());
  return module.functions.map((_, at) => {
    const index = module.imports.length + at;
    const [exported] = module.exportNames.get(index) ?? [];
    const wanted = module.debugNames.get(index) ?? `f${index}`;
    const isFree = !taken.has(wanted) && !/^(global|data)\./.test(wanted);
    const name = exported ?? (isFree ? wanted : `${wanted}#${index}`);
    taken.add(name);
    return name;
  });
};

/** A trusted module's symbols are `prefix.name`, and its imports `module.name`. */
export const trustedContext = (module: WasmModule, prefix: string, { places }: Globals): ModuleContext => {
  const names = functionNames(module);
  return {
    module,
    functionSymbol: (index) => {
      const imported = module.imports[index];
      return imported ? importedSymbol(imported) : `${prefix}.${names[index - module.imports.length]}`;
    },
    functionType: (index) => functionTypeOf(module, index),
    globalPlace: (index) => {
      const { source } = module.globals[index] as Global;
      return 'import' in source ? { symbol: importedSymbol(source.import), offset: 0 } : (places.get(index) as Place);
    },
  };
};

/**
 * A sandboxed module chooses its names and must not thereby choose another's place: what it exports is `prefix.name`, all else
 * of it begins with `prefix:`, and its imports are what it is granted.
 */
export const sandboxedContext = (module: WasmModule, prefix: string, grants: Grants): ModuleContext => {
  const grantedSymbol = (name: ImportName): string => {
    const grant = grantOf(grants, name);
    return grant && 'symbol' in grant ? grant.symbol : importedSymbol(name);
  };
  return {
    module,
    functionSymbol: (index) => {
      const imported = module.imports[index];
      if (imported) return grantedSymbol(imported);
      const [exported] = module.exportNames.get(index) ?? [];
      return exported === undefined ? `${prefix}:code.${index}` : `${prefix}.${exported}`;
    },
    functionType: (index) => functionTypeOf(module, index),
    globalPlace: (index) => {
      const { source } = module.globals[index] as Global;
      return { symbol: 'import' in source ? grantedSymbol(source.import) : `${prefix}:global.${index}`, offset: 0 };
    },
  };
};
