import { Frame } from '../../assembly/shared/protocol.ts';
import type { BoardSpec } from '../../boards/spec.ts';
import { instructionsIn } from '../emulate/qemu/instructions.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { RunFacts } from '../facts/run-facts.ts';
import { median } from '../facts/statistics.ts';
import type { Device } from '../link/device.ts';
import type { DecodedFrame } from '../link/frames.ts';
import { parseLayer, parseResult } from '../link/messages.ts';
import { checkDone } from './check-done.ts';

/** The longest that one inference may take without a word from the board. */
export const SILENCE_MS = 120_000;
const ATTEMPTS = 3;

type InferRequest = Parameters<Device['infer']>[0];

/**
 * A stream of inferences, repeated where frames of it were lost: the inputs are still loaded, so that costs only time.
 * @throws ToolError `FRAMES_LOST`, `STACK_OVERFLOW`, `BOARD_TAKEN`
 */
export const inferOnBoard = async (
  device: Device,
  request: InferRequest,
  onFrame: (frame: DecodedFrame) => void,
): Promise<void> => {
  let missing = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const frames: DecodedFrame[] = [];
    missing = 0;
    const done = await device.infer(request, {
      silenceMs: SILENCE_MS,
      onGap: (gap) => {
        missing += gap.missing;
      },
      onFrame: (frame) => frames.push(frame),
    });
    checkDone(done);
    if (missing > 0) continue;
    frames.forEach(onFrame);
    return;
  }
  throw new ToolError(
    'FRAMES_LOST',
    ExitCode.Link,
    `${missing} frames were lost in each of ${ATTEMPTS} attempts`,
    'Use a shorter or better cable, or a lower baud rate.',
  );
};

/** What one run of the layers took: on a board that counts instructions those, and no time. */
type Cost =
  | { readonly seconds: number; readonly cycles: number; readonly instructions?: never }
  | { readonly instructions: number; readonly seconds?: never; readonly cycles?: never };
export type TimedLayer = Cost & { readonly layer: number };

export type Timed = Pick<RunFacts, 'inferences' | 'instructions'> & { readonly layers: readonly TimedLayer[] };

/** `count` inferences after `warmup`, each timed alone, and once more layer by layer. */
export const timeInferences = async (
  device: Device,
  board: BoardSpec,
  count: number,
  warmup: number,
): Promise<Timed> => {
  const costOf = (us: number, cycles: number): Cost =>
    board.counts === 'instructions' ? { instructions: instructionsIn(board, cycles) } : { seconds: us * 1e-6, cycles };
  const costs: Cost[] = [];
  const layers: TimedLayer[] = [];
  await inferOnBoard(device, { count, warmup, layers: true, crcs: false }, ({ type, payload }) => {
    if (type === Frame.LAYER) {
      const { layer, us, cycles } = parseLayer(payload);
      layers.push({ layer, ...costOf(us, cycles) });
    } else if (type === Frame.RESULT) {
      const { us, cycles } = parseResult(payload);
      costs.push(costOf(us, Number(cycles)));
    }
  });
  const instructions = median(costs.flatMap((cost) => cost.instructions ?? []));
  const inferences = costs.filter((cost) => cost.instructions === undefined);
  return {
    layers,
    ...(inferences.length > 0 && { inferences }),
    ...(instructions !== undefined && { instructions }),
  };
};
