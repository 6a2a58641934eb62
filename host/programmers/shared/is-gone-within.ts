import { existsSync } from 'node:fs';
import type { Clock } from '../../link/transport.ts';

const POLL_MS = 20;

/** Whether a file goes away within the time: boards show in this way that they took something. */
export const isGoneWithin = async (path: string, limitMs: number, clock: Clock): Promise<boolean> => {
  const deadlineMs = clock.nowMs() + limitMs;
  while (existsSync(path)) {
    if (clock.nowMs() >= deadlineMs) return false;
    await new Promise<void>((resolve) => void clock.after(POLL_MS, resolve));
  }
  return true;
};
