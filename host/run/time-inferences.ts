import { Frame } from '../../assembly/shared/protocol.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { RunFacts } from '../facts/run-facts.ts';
import type { Device } from '../link/device.ts';
import type { DecodedFrame } from '../link/frames.ts';
import { type LayerResult, parseLayer, parseResult } from '../link/messages.ts';
import { checkDone } from './check-done.ts';

/** The longest that one inference may take without a word from the board. */
const SILENCE_MS = 120_000;
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

export interface Timed {
  readonly inferences: NonNullable<RunFacts['inferences']>;
  readonly layers: readonly LayerResult[];
}

/** `count` inferences after `warmup`, each timed alone, and once more layer by layer. */
export const timeInferences = async (device: Device, count: number, warmup: number): Promise<Timed> => {
  const inferences: { seconds: number; cycles: number }[] = [];
  const layers: LayerResult[] = [];
  await inferOnBoard(device, { count, warmup, layers: true, crcs: false }, ({ type, payload }) => {
    if (type === Frame.LAYER) layers.push(parseLayer(payload));
    if (type !== Frame.RESULT) return;
    const { us, cycles } = parseResult(payload);
    inferences.push({ seconds: us * 1e-6, cycles: Number(cycles) });
  });
  return { inferences, layers };
};
