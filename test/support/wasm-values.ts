import type { WasmValue } from '../../host/emulate/bare/values.ts';

export { fromWords, isWide, toWords, type WasmValue } from '../../host/emulate/bare/values.ts';

export type Outcome =
  | { readonly values: readonly WasmValue[]; readonly trap?: never }
  | { readonly trap: true; readonly values?: never };

export const showOutcome = ({ trap, values }: Outcome): string => (trap ? 'trap' : values.join(', '));
