import { GlobalEntry, Instance, PASSIVE, SegmentEntry, TableEntry } from '../../../assembly/shared/instance.ts';
import type { Section } from '../object-code.ts';
import type { ModuleContext, Sandbox } from '../translate/context.ts';
import { isPair } from '../translate/translation.ts';
import type { ActivePlace, Constant } from '../wasm/module.ts';
import { type Word, wordTable } from '../word-table.ts';
import { functionTypes } from './layout.ts';

/** Words by their byte offsets, the rest 0. */
const fields = (byOffset: Readonly<Record<number, Word>>, bytes: number): Word[] =>
  Array.from({ length: bytes / 4 }, (_, index) => byOffset[4 * index] ?? 0);

const reserve = (symbol: string, bytes: number, align = 4): Section => ({
  symbol,
  kind: 'bss',
  align,
  bytes: new Uint8Array(bytes),
  relocations: [],
});

/** What constant expressions become: where the value is found at instantiation, or the value. */
const constants = ({ globalPlace }: ModuleContext, { functionReference }: Sandbox) => {
  const low = (constant: Constant): Word =>
    constant.kind === 'number'
      ? Number(BigInt.asUintN(32, constant.bits))
      : constant.kind === 'function'
        ? { symbol: functionReference(constant.index) }
        : 0;
  const high = (constant: Constant): Word => (constant.kind === 'number' ? Number(constant.bits >> 32n) : 0);
  const source = (constant: Constant): Word =>
    constant.kind === 'global' ? { symbol: globalPlace(constant.index).symbol } : 0;
  const item = (constant: Constant): Word =>
    constant.kind === 'global' ? { symbol: globalPlace(constant.index).symbol, addend: 1 } : low(constant);
  return { low, high, source, item };
};

/**
 * The data from which `assembly/sandbox` brings a module to life, and the RAM that it lives in; assembly/shared/instance.ts
 * tells how it is laid out.
 */
export const instanceSections = (context: ModuleContext, sandbox: Sandbox): Section[] => {
  const { module, globalPlace, functionSymbol } = context;
  const { instance, memory, tables, elementLengths, dataLengths, functionReference } = sandbox;
  const { low, high, source, item } = constants(context, sandbox);
  const part = (name: string) => `${instance}.${name}`;
  const own = module.globals.flatMap(({ type, source }, index) =>
    'init' in source ? [{ symbol: globalPlace(index).symbol, bytes: isPair(type) ? 8 : 4, init: source.init }] : [],
  );
  const segment = (active: ActivePlace | undefined, symbol: string, length: number): Word[] =>
    fields(
      {
        [SegmentEntry.TARGET]: active ? active.index : PASSIVE,
        [SegmentEntry.SOURCE]: active ? source(active.offset) : 0,
        [SegmentEntry.OFFSET]: active ? low(active.offset) : 0,
        [SegmentEntry.CONTENTS]: { symbol },
        [SegmentEntry.LENGTH]: length,
      },
      SegmentEntry.BYTES,
    );
  const root = fields(
    {
      [Instance.MEMORY]: { symbol: memory.symbol },
      [Instance.MEMORY_BYTES]: { symbol: memory.bytesSymbol },
      [Instance.MEMORY_MIN]: memory.minBytes,
      [Instance.MEMORY_MAX]: memory.maxBytes,
      [Instance.TABLES]: { symbol: part('tables') },
      [Instance.TABLE_COUNT]: tables.length,
      [Instance.GLOBALS]: { symbol: part('globals') },
      [Instance.GLOBAL_COUNT]: own.length,
      [Instance.ELEMENTS]: { symbol: part('elements') },
      [Instance.ELEMENT_COUNT]: module.elements.length,
      [Instance.DATA]: { symbol: part('data') },
      [Instance.DATA_COUNT]: module.data.length,
      [Instance.ELEMENT_LENGTHS]: { symbol: elementLengths },
      [Instance.DATA_LENGTHS]: { symbol: dataLengths },
      [Instance.START]: module.start === undefined ? 0 : { symbol: functionSymbol(module.start) },
    },
    Instance.BYTES,
  );
  const tableEntries = tables.flatMap(({ symbol, min, max }) =>
    fields({ [TableEntry.TABLE]: { symbol }, [TableEntry.MIN]: min, [TableEntry.MAX]: max }, TableEntry.BYTES),
  );
  const globalEntries = own.flatMap(({ symbol, bytes, init }) =>
    fields(
      {
        [GlobalEntry.CELL]: { symbol },
        [GlobalEntry.WORDS]: bytes / 4,
        [GlobalEntry.SOURCE]: source(init),
        [GlobalEntry.LOW]: low(init),
        [GlobalEntry.HIGH]: high(init),
      },
      GlobalEntry.BYTES,
    ),
  );
  return [
    wordTable(instance, root),
    wordTable(part('tables'), tableEntries),
    wordTable(part('globals'), globalEntries),
    wordTable(
      part('elements'),
      module.elements.flatMap(({ active, items, isDeclarative }, at) =>
        segment(active, part(`elements.${at}`), isDeclarative ? 0 : items.length),
      ),
    ),
    ...module.elements.map(({ items }, at) => wordTable(part(`elements.${at}`), items.map(item))),
    wordTable(
      part('data'),
      module.data.flatMap(({ active, bytes }, at) => segment(active, part(`data.${at}`), bytes.length)),
    ),
    ...module.data.map(({ bytes }, at) => ({ ...wordTable(part(`data.${at}`), []), bytes })),
    ...functionTypes(module).map((type, index) =>
      wordTable(functionReference(index), [{ symbol: functionSymbol(index) }, sandbox.typeNumber(type)]),
    ),
    ...own.map(({ symbol, bytes }) => reserve(symbol, bytes)),
    ...tables.map(({ symbol, max }) => reserve(symbol, 4 + 4 * max)),
    reserve(elementLengths, 4 * module.elements.length),
    reserve(dataLengths, 4 * module.data.length),
    reserve(memory.bytesSymbol, 4),
    reserve(memory.symbol, memory.maxBytes, 16),
  ];
};
