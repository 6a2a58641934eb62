import type { Constant, DataSegment, WasmModule } from './module.ts';
import { unsupported } from './unsupported.ts';

/** Where a segment of a trusted module lies: pointers are native addresses, and nobody instantiates it. */
export const addressOf = ({ active }: DataSegment): number =>
  active?.offset.kind === 'number' ? Number(active.offset.bits) : 0;

const isNumber = (constant: Constant | undefined): boolean => constant?.kind === 'number';
const endOf = (segment: DataSegment | undefined): number => (segment ? addressOf(segment) + segment.bytes.length : 0);

/** What nobody does for a module that is not instantiated: it has code, constants, variables and a memory, which is all there is. */
const refusals: readonly (readonly [what: string, isIn: (module: WasmModule) => boolean])[] = [
  ['start functions', ({ start }) => start !== undefined],
  ['tables', ({ tables }) => tables.length > 0],
  ['element segments', ({ elements }) => elements.length > 0],
  ['passive data segments', ({ data }) => data.some(({ active }) => !active)],
  ['data segments at imported addresses', ({ data }) => data.some(({ active }) => !isNumber(active?.offset))],
  [
    'data segments that overlap',
    ({ data }) => {
      const ascending = data.toSorted((a, b) => addressOf(a) - addressOf(b));
      return ascending.some((segment, at) => addressOf(segment) < endOf(ascending[at - 1]));
    },
  ],
  // An imported global is an address, which the linker knows.
  [
    'imported globals other than i32 constants',
    ({ globals }) => globals.some(({ type, isMutable, source }) => 'import' in source && (isMutable || type !== 'i32')),
  ],
  [
    'globals whose value is another or a function',
    ({ globals }) => globals.some(({ source }) => 'init' in source && !isNumber(source.init)),
  ],
];

/** @throws ToolError `AOT_UNSUPPORTED` for what only a sandboxed module may have */
export const checkTrusted = (module: WasmModule): void => {
  for (const [what, isIn] of refusals)
    if (isIn(module)) throw unsupported(`${what} in trusted modules`, 'Compile it sandboxed, or without them.');
};
