import type { Progress } from '../run/progress.ts';

const CLEAR_LINE = '\r\x1b[2K';

/** Tells what happens: on a terminal one line that changes, in a pipe one plain line a step. */
export const progressOn = (stream: NodeJS.WriteStream): { onProgress: Progress; end: () => void } => {
  let last = '';
  return {
    onProgress: (step, done, total) => {
      const share = done === undefined || total === undefined || total < 2 ? '' : ` ${done}/${total}`;
      if (stream.isTTY) stream.write(`${CLEAR_LINE}${step}${share} …`);
      else if (step !== last) stream.write(`${step}\n`);
      last = step;
    },
    end: () => {
      if (stream.isTTY) stream.write(CLEAR_LINE);
    },
  };
};
