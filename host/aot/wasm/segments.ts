import { constantExpression } from './constant.ts';
import type { ActivePlace, Constant, DataSegment, ElementSegment } from './module.ts';
import type { Reader } from './reader.ts';
import { referenceType } from './types.ts';

// Core specification 5.5.12 and 5.5.14: segments, which tell their form in the bits of a leading number.

const NOT_ACTIVE = 1;
/** Active: a table's or memory's number is given. Not active: declarative. */
const EXPLICIT = 2;
const EXPRESSIONS = 4;

const activePlace = (reader: Reader, flags: number): ActivePlace => {
  const index = flags & EXPLICIT ? reader.u32() : 0;
  return { index, offset: constantExpression(reader) };
};

export const elementSegment = (reader: Reader): ElementSegment => {
  const flags = reader.u32();
  const isActive = (flags & NOT_ACTIVE) === 0;
  const active = isActive ? activePlace(reader, flags) : undefined;
  const isTyped = (flags & (NOT_ACTIVE | EXPLICIT)) !== 0;
  const hasExpressions = (flags & EXPRESSIONS) !== 0;
  // Where functions are listed by number, one byte says that they are functions, and it is 0.
  const type = isTyped && hasExpressions ? referenceType(reader) : 'funcref';
  if (isTyped && !hasExpressions) reader.u8();
  const item = (): Constant =>
    hasExpressions ? constantExpression(reader) : { kind: 'function', index: reader.u32() };
  const items = reader.vector(item);
  return { type, items, isDeclarative: !isActive && (flags & EXPLICIT) !== 0, ...(active && { active }) };
};

export const dataSegment = (reader: Reader): DataSegment => {
  const flags = reader.u32();
  const active = flags & NOT_ACTIVE ? undefined : activePlace(reader, flags);
  return { bytes: reader.take(reader.u32()), ...(active && { active }) };
};
