import { ToolError } from '../../errors.ts';
import type { Reader } from './reader.ts';

const FUNCTION_NAMES = 1;

/**
 * Function index → name, from the custom section `name` (core specification 7.4.1). Damage in a custom section is no error:
 * such a module only has no names.
 */
export const functionNames = (reader: Reader): Map<number, string> => {
  try {
    const names = new Map<number, string>();
    while (!reader.isDone) {
      const subsection = reader.u8();
      const contents = reader.part(reader.u32());
      if (subsection === FUNCTION_NAMES) contents.vector(() => names.set(contents.u32(), contents.name()));
    }
    return names;
  } catch (error) {
    if (error instanceof ToolError) return new Map();
    throw error;
  }
};
