import type { BoardSpec } from '../../../boards/spec.ts';
import type { ToolError } from '../../errors.ts';

export interface EmulatedBoardOptions {
  /** For tests: how the drive or the board misbehaves. */
  readonly vanishAfterBytes?: number;
  readonly isSilent?: boolean;
  readonly onFault?: (error: ToolError) => void;
}

/** A board that other programs cannot tell from a real one: a serial port, and a place that takes firmware. */
export interface RunningBoard {
  readonly serialPath: string;
  /** A folder that plays the BOOTSEL drive while the board waits for firmware; or the emulator's own. */
  readonly drivePath: string;
  stop(): void;
  fault(): ToolError | undefined;
  /** Instructions of each inference since power-on, where the emulator sees the edges of the board's trigger. */
  inferenceInstructions?(): readonly number[];
}

export interface EmulatedBoardSpec {
  start(board: BoardSpec, options: EmulatedBoardOptions): RunningBoard;
}
