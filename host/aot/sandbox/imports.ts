import type { FunctionType, ImportName, Limits, ReferenceType, ValueType, WasmModule } from '../wasm/module.ts';
import { unsupported } from '../wasm/unsupported.ts';

/** What a sandboxed module may import: a function or a variable of the image, or a table or memory of its own. */
export type Grant =
  | { readonly kind: 'function'; readonly symbol: string; readonly type: FunctionType }
  | { readonly kind: 'global'; readonly symbol: string; readonly type: ValueType; readonly isMutable: boolean }
  | { readonly kind: 'table'; readonly type: ReferenceType; readonly limits: Limits }
  | { readonly kind: 'memory'; readonly limits: Limits };

/** By `module.name`. */
export type Grants = Readonly<Record<string, Grant>>;

const keyOf = ({ module, name }: ImportName): string => `${module}.${name}`;
export const grantOf = (grants: Grants, name: ImportName): Grant | undefined =>
  Object.hasOwn(grants, keyOf(name)) ? grants[keyOf(name)] : undefined;

const isSameType = (a: FunctionType, b: FunctionType): boolean =>
  a.params.join() === b.params.join() && a.results.join() === b.results.join();
/** Core specification 4.5.1.3: what is there lies within what is asked for. */
const isWithin = (actual: Limits, asked: Limits): boolean =>
  actual.min >= asked.min && (asked.max === undefined || (actual.max !== undefined && actual.max <= asked.max));

/** Each import, and whether a grant is what it asks for (core specification 4.5.1). */
const wants = (module: WasmModule): [ImportName, (grant: Grant) => boolean][] => [
  ...module.imports.map((wanted): [ImportName, (grant: Grant) => boolean] => [
    wanted,
    (grant) => grant.kind === 'function' && isSameType(grant.type, wanted.type),
  ]),
  ...module.globals.flatMap(({ source, type, isMutable }): [ImportName, (grant: Grant) => boolean][] =>
    'import' in source
      ? [[source.import, (grant) => grant.kind === 'global' && grant.type === type && grant.isMutable === isMutable]]
      : [],
  ),
  ...module.tables.flatMap((table): [ImportName, (grant: Grant) => boolean][] =>
    table.import
      ? [
          [
            table.import,
            (grant) => grant.kind === 'table' && grant.type === table.type && isWithin(grant.limits, table.limits),
          ],
        ]
      : [],
  ),
  ...module.memories.flatMap((memory): [ImportName, (grant: Grant) => boolean][] =>
    memory.import ? [[memory.import, (grant) => grant.kind === 'memory' && isWithin(grant.limits, memory.limits)]] : [],
  ),
];

/** @throws ToolError `AOT_UNSUPPORTED` for an import that is not granted, or is granted as something else */
export const checkImports = (module: WasmModule, grants: Grants): void => {
  for (const [name, fits] of wants(module)) {
    const grant = grantOf(grants, name);
    if (!grant) throw unsupported(`the import ${keyOf(name)} of a sandboxed module`, 'Compile it without imports.');
    if (!fits(grant)) throw unsupported(`the import ${keyOf(name)} as what it is not`, 'Import it with its own type.');
  }
};
