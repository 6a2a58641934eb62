/** A number for i32, a bigint for i64, both signed. */
export type WasmValue = number | bigint;

export type Outcome =
  | { readonly value: WasmValue | undefined; readonly trap?: never }
  | { readonly trap: true; readonly value?: never };

export const showOutcome = ({ trap, value }: Outcome): string => (trap ? 'trap' : `${value}`);
