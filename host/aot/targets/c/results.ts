import type { ValueType } from '../../wasm/module.ts';
import type { ModuleScope } from './scope.ts';
import { typeName } from './types.ts';

/** What a function gives: nothing, a value, or a structure of several. */
export const resultName = (scope: ModuleScope, types: readonly ValueType[]): string => {
  const [only, ...others] = types;
  if (!only) return 'void';
  return others.length === 0 ? typeName(only) : scope.resultType(types);
};
