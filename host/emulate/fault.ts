import { ExitCode, ToolError } from '../errors.ts';
import { hex32 } from '../units.ts';

export type FaultKind =
  | 'unmapped read'
  | 'unmapped write'
  | 'unmapped fetch'
  | 'unaligned read'
  | 'unaligned write'
  | 'flash write'
  | 'illegal instruction'
  | 'branch to ARM state'
  | 'breakpoint'
  | 'lockup';

/** What the core did that silicon would answer with a HardFault. */
export class EmulatorFault extends Error {
  override readonly name = 'EmulatorFault';

  constructor(
    readonly kind: FaultKind,
    readonly pc: number,
    /** The data or code address concerned; for an illegal instruction its encoding. */
    readonly subject: number,
  ) {
    super(`${kind} ${hex32(subject)}`);
  }
}

/** Names the function that holds `address`, as `symbol+0x12`. */
export type Symbolizer = (address: number) => string | undefined;

export const faultError = (fault: EmulatorFault, symbolize?: Symbolizer): ToolError => {
  const place = symbolize?.(fault.pc);
  const at = `at ${hex32(fault.pc)}${place === undefined ? '' : ` in ${place}`}`;
  return new ToolError(
    'EMULATOR_FAULT',
    ExitCode.Link,
    `the emulated board stopped: ${fault.kind} ${hex32(fault.subject)} ${at}`,
    'The firmware would end in HardFault on silicon; look the address up in the map file (`picojoule build --map`).',
    { cause: fault },
  );
};
