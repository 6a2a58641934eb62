import type { BoardSpec } from '../../../boards/spec.ts';
import { programmers } from '../index.gen.ts';
import type { ProgrammerSpec } from '../spec.ts';

/** How firmware comes onto a board. */
export const programmerOf = ({ programmer }: BoardSpec): ProgrammerSpec =>
  programmers[programmer as keyof typeof programmers];
