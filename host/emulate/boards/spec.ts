import type { BoardSpec } from '../../../boards/spec.ts';
import type { ToolError } from '../../errors.ts';
import type { Counters, TriggerWindow } from '../pico.ts';

export interface EmulatedBoardOptions {
  /** For tests: how the drive or the board misbehaves. */
  readonly vanishAfterBytes?: number;
  readonly isSilent?: boolean;
  readonly onFault?: (error: ToolError) => void;
}

/** A board that other programs cannot tell from a real one: a serial port and, while it waits for firmware, a drive. */
export interface RunningBoard {
  readonly serialPath: string;
  readonly drivePath: string;
  stop(): void;
  counters(): Counters;
  triggerWindows(): readonly TriggerWindow[];
  /** Exact energy since power-on from the declared currents: what a perfect instrument would say. */
  exactEnergyJ(): number;
  fault(): ToolError | undefined;
}

export interface EmulatedBoardSpec {
  start(board: BoardSpec, options: EmulatedBoardOptions): RunningBoard;
}
