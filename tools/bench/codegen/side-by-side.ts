import type { Target } from '../../../host/aot/compile-module.ts';
import type { Executable } from './executable.ts';
import { buildGcc } from './gcc.ts';
import { measure } from './measure.ts';
import { buildOurs } from './ours.ts';
import type { Subject } from './subject.ts';

const COLUMN = 64;
const COUNT_DIGITS = 8;
const ADDRESS_DIGITS = 4;

/** What ran, instruction by instruction: executions, end of the address, text. Functions that did not are left out. */
const executedLines = (subject: Subject, target: Target, executable: Executable): string[] => {
  const { executions, instructions } = measure(subject, target, executable);
  const lines = executable.lines();
  const isHead = (index: number) => lines[index]?.text.endsWith(':') === true;
  const texts = [`${instructions} instructions`];
  let isShown = false;
  lines.forEach(({ address, text }, index) => {
    if (isHead(index)) isShown = executions(address) > 0;
    if (!isShown) return;
    const count = executions(address) || '';
    const at = address.toString(16).slice(-ADDRESS_DIGITS);
    texts.push(isHead(index) ? text : `${String(count).padStart(COUNT_DIGITS)} ${at} ${text}`);
  });
  return texts;
};

/** Our code and gcc's for one subject, with executions. */
export const sideBySide = async (subject: Subject, target: Target): Promise<string> => {
  const ours = executedLines(subject, target, await buildOurs(subject, target));
  const gcc = executedLines(subject, target, buildGcc(subject, target));
  const row = (_: unknown, index: number): string =>
    `${(ours[index] ?? '').slice(0, COLUMN - 1).padEnd(COLUMN)}${gcc[index] ?? ''}`.trimEnd();
  return Array.from({ length: Math.max(ours.length, gcc.length) }, row).join('\n');
};
