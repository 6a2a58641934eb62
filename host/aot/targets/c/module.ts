import type { Global, ValueType, WasmModule } from '../../wasm/module.ts';
import { functionTypeOf } from '../../wasm/module.ts';
import { checkTrusted } from '../../wasm/trusted.ts';
import { unsupported } from '../../wasm/unsupported.ts';
import { prototype } from './calls.ts';
import { integer } from './expression.ts';
import { functionText } from './function.ts';
import { type InstanceText, instanceText, referenceTexts } from './instance.ts';
import { resultName } from './results.ts';
import { type EmitOptions, ModuleScope } from './scope.ts';
import { cellName, integerOf, isReference, typeName } from './types.ts';

/** A module's parts in C, before they are one file: tests put several modules into one. */
export interface ModuleText {
  /** Names of the parts of the library that it needs. */
  readonly helpers: ReadonlySet<string>;
  /** What other files see: types, functions, variables. */
  readonly declarations: string;
  readonly definitions: string;
}

/** Translates a module to C. */
export const moduleText = (module: WasmModule, options: EmitOptions): ModuleText => {
  if (!options.sandbox) checkTranslatable(module);
  const scope = new ModuleScope(module, options);
  const exported = [...module.exportNames.keys()].filter((index) => index >= module.imports.length);
  const { shown, state, functions: others } = options.sandbox ? instanceText(scope) : variablesText(scope);
  const texts = reachableTexts(scope, exported);
  if (module.types.some(({ params, results }) => [...params, ...results].some(isReference)))
    scope.uses('wasm_reference');
  const isPublic = new Set(exported);
  const head = (index: number) => {
    const { params, results } = functionTypeOf(module, index);
    return prototype(scope.functionName(index), params, resultName(scope, results));
  };
  const hidden = [...texts.keys()].filter((index) => !isPublic.has(index));
  const functions = [...texts].map(([index, text]) => (isPublic.has(index) ? text : `static ${text}`));
  const imported = [...scope.called].filter((index) => index < module.imports.length);
  const heads = [...imported, ...exported].map((index) => `${head(index)};\n`);
  const prototypes = hidden.map((index) => `static ${head(index)};\n`);
  return {
    helpers: scope.helpers,
    declarations: [...placeTexts(scope), ...tupleTexts(scope), ...heads, ...shown].join(''),
    definitions: [...prototypes, '\n', ...referenceTexts(scope), ...state, '\n', functions.join('\n'), others].join(''),
  };
};

/** Pointers are native addresses, and there is nothing that instantiates the module. */
const checkTranslatable = (module: WasmModule): void => {
  checkTrusted(module);
  if (module.data.some(({ bytes }) => bytes.length > 0))
    throw unsupported('data segments of trusted modules in C', 'Pass their addresses as imported globals.');
};

/** Definitions of the functions that those lead to, by index. */
const reachableTexts = (scope: ModuleScope, roots: readonly number[]): Map<number, string> => {
  const { imports, functions } = scope.module;
  const texts = new Map<number, string>();
  for (const root of roots) scope.called.add(root);
  // The set grows while it is gone through: a body calls for others.
  for (const index of scope.called) {
    const fn = functions[index - imports.length];
    if (fn) texts.set(index, functionText(scope, scope.functionName(index), fn));
  }
  return new Map([...texts].sort(([a], [b]) => a - b));
};

const placeTexts = ({ places }: ModuleScope): string[] => [...places].map((name) => `extern uint8_t ${name}[];\n`);

const tupleTexts = (scope: ModuleScope): string[] =>
  [...scope.tuples.values()].map((types) => {
    const fields = types.map((type, at) => `${typeName(type)} r${at};`);
    return `typedef struct { ${fields.join(' ')} } ${scope.resultType(types)};\n`;
  });

const cellText = ({ type, bits }: { type: ValueType; bits: bigint }): string => integer(integerOf(type), bits).text;

const variablesText = (scope: ModuleScope): InstanceText => {
  const exported = new Set(scope.module.exports.flatMap(({ kind, index }) => (kind === 'global' ? [index] : [])));
  const shown: string[] = [];
  const state: string[] = [];
  scope.module.globals.forEach(({ type, isMutable, source }: Global, index) => {
    if (!('init' in source) || source.init.kind !== 'number' || !(isMutable || exported.has(index))) return;
    const declared = `${isMutable ? '' : 'const '}${cellName(type)} ${scope.globalName(index)}`;
    if (exported.has(index)) shown.push(`extern ${declared};\n`);
    state.push(`${exported.has(index) ? '' : 'static '}${declared} = ${cellText(source.init)};\n`);
  });
  return { shown, state, functions: '' };
};
