import {
  type ActivePlace,
  type Constant,
  type DataSegment,
  type ElementSegment,
  functionTypeOf,
  type Global,
} from '../../wasm/module.ts';
import { identifier } from './names.ts';
import { INSTANTIATE, type ModuleScope } from './scope.ts';
import { cellName, isReference } from './types.ts';

/** One of the things that a sandboxed module has besides functions. */
interface Part {
  /** What other files see. */
  readonly shown?: readonly string[];
  readonly state?: readonly string[];
  /** Statements that bring it to its beginning. */
  readonly steps?: readonly string[];
}

/** Of an address, what it is the address of. */
const placeOf = (pointer: string): string => pointer.slice(1);

/** Items of an array, of which C wants one at least. */
const rows = (items: readonly (string | number)[], perRow: number): string => {
  const some = items.length > 0 ? items : [0];
  const count = Math.ceil(some.length / perRow);
  const row = (at: number) => `  ${some.slice(at * perRow, (at + 1) * perRow).join(', ')},\n`;
  return `{\n${Array.from({ length: count }, (_, at) => row(at)).join('')}}`;
};

const memoryPart = (scope: ModuleScope): Part => {
  const { sandbox, module } = scope;
  if (!sandbox || module.memories.length === 0) return {};
  const { minBytes, maxBytes, isFixed } = sandbox.memory;
  const name = placeOf(scope.memory);
  scope.uses('string');
  return {
    state: [
      `static uint8_t ${name}_bytes[${Math.max(maxBytes, 1)}];\n`,
      `static ${isFixed ? 'const ' : ''}wasm_memory ${name} = { ${name}_bytes, ${minBytes}u };\n`,
    ],
    steps: [`memset(${name}_bytes, 0, ${maxBytes}u);`, ...(isFixed ? [] : [`${name}.size = ${minBytes}u;`])],
  };
};

const tableParts = (scope: ModuleScope): Part[] =>
  (scope.sandbox?.tables ?? []).map(({ min, max }, index) => {
    const name = placeOf(scope.table(index));
    const size = Math.max(max, 1);
    return {
      state: [
        `static wasm_reference ${name}_elements[${size}];\n`,
        `static wasm_table ${name} = { ${name}_elements, ${min}u };\n`,
      ],
      steps: [`for (uint32_t at = 0; at < ${size}u; at++) ${name}_elements[at] = 0;`, `${name}.size = ${min}u;`],
    };
  });

const globalPart = (scope: ModuleScope, { type, isMutable, source }: Global, index: number): Part => {
  if (isReference(type)) scope.uses('wasm_reference');
  const isShown = scope.module.exports.some((item) => item.kind === 'global' && item.index === index);
  const declared = `${cellName(type)} ${scope.globalName(index)}`;
  if ('import' in source) return { shown: [`extern ${isMutable ? '' : 'const '}${declared};\n`] };
  if (!isMutable && !isShown && source.init.kind === 'number') return {};
  const value = scope.convert(type, 'bits_of', scope.constant(source.init).text);
  return {
    shown: isShown ? [`extern ${declared};\n`] : [],
    state: [`${isShown ? '' : 'static '}${declared};\n`],
    steps: [`${scope.globalName(index)} = ${value};`],
  };
};

/** An active segment is copied, and is empty from then on. */
const segmentSteps = (
  scope: ModuleScope,
  name: string,
  length: number,
  copy: string,
  active?: ActivePlace,
): string[] => {
  if (!active) return [`${name}.size = ${length}u;`];
  const offset = scope.constant(active.offset).text;
  return [`${name}.size = ${length}u;`, `${copy}, &${name}, ${offset}, 0, ${length}u, 0);`, `${name}.size = 0;`];
};

const elementPart = (scope: ModuleScope, { items, active, isDeclarative }: ElementSegment, index: number): Part => {
  const name = placeOf(scope.elements(index));
  const isLater = (item: Constant) => item.kind === 'global';
  const texts = items.map((item) => (isLater(item) ? '0' : scope.constant(item).text));
  const later = items.flatMap((item, at) =>
    isLater(item) ? [`${name}_items[${at}] = ${scope.constant(item).text};`] : [],
  );
  const length = isDeclarative ? 0 : items.length;
  if (active) scope.uses('table_init');
  return {
    state: [
      `static ${later.length > 0 ? '' : 'const '}wasm_reference ${name}_items[] = ${rows(texts, 6)};\n`,
      `static wasm_elements ${name} = { ${name}_items, ${length}u };\n`,
    ],
    steps: [...later, ...segmentSteps(scope, name, length, `table_init(${scope.table(active?.index ?? 0)}`, active)],
  };
};

const dataPart = (scope: ModuleScope, { bytes, active }: DataSegment, index: number): Part => {
  const name = placeOf(scope.data(index));
  if (active) scope.uses('memory_init');
  return {
    state: [
      `static const uint8_t ${name}_bytes[] = ${rows([...bytes], 24)};\n`,
      `static wasm_data ${name} = { ${name}_bytes, ${bytes.length}u };\n`,
    ],
    steps: segmentSteps(scope, name, bytes.length, `memory_init(${scope.memory}`, active),
  };
};

/** How embedders reach the exported memory. */
const memoryAccess = (scope: ModuleScope): { head: string; text: string }[] =>
  scope.module.exports
    .filter(({ kind }) => kind === 'memory')
    .map(({ name }) => {
      const head = `uint8_t *${identifier(`${scope.options.name}_${name}`)}(uint32_t *size)`;
      const memory = placeOf(scope.memory);
      return { head, text: `\n${head} {\n  *size = ${memory}.size;\n  return ${memory}.bytes;\n}\n` };
    });

export interface InstanceText {
  readonly shown: readonly string[];
  readonly state: readonly string[];
  /** Functions behind those of the module. */
  readonly functions: string;
}

/** Memory, tables, variables and segments, and the function that sets them up (core specification 4.5.4). */
export const instanceText = (scope: ModuleScope): InstanceText => {
  const { globals, elements, data, start } = scope.module;
  const parts: Part[] = [
    memoryPart(scope),
    ...tableParts(scope),
    ...globals.map((global, at) => globalPart(scope, global, at)),
    ...elements.map((segment, at) => elementPart(scope, segment, at)),
    ...data.map((segment, at) => dataPart(scope, segment, at)),
    { steps: start === undefined ? [] : [`${scope.functionName(start)}();`] },
  ];
  const steps = parts.flatMap((part) => (part.steps ?? []).map((step) => `  ${step}\n`));
  const head = `void ${scope.options.name}_${INSTANTIATE}(void)`;
  const access = memoryAccess(scope);
  return {
    shown: [...parts.flatMap(({ shown = [] }) => shown), `${head};\n`, ...access.map((one) => `${one.head};\n`)],
    state: parts.flatMap(({ state = [] }) => state),
    functions: `\n${head} {\n${steps.join('')}}\n${access.map(({ text }) => text).join('')}`,
  };
};

/** What references point to. */
export const referenceTexts = (scope: ModuleScope): string[] =>
  [...scope.references].map((index) => {
    const number = scope.sandbox?.typeNumber(functionTypeOf(scope.module, index));
    const code = `(void (*)(void))${scope.functionName(index)}`;
    return `static const wasm_function ${placeOf(scope.reference(index))} = { ${code}, ${number}u };\n`;
  });
