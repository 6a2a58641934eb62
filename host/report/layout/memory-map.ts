import type { MemoryBlock, MemoryMap } from '../../inspect/memory-map.ts';
import { humanize } from './numbers.ts';

/** Lines of the map: each is so many bytes of the arena. */
const LINES = 16;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FREE = '·';

const bytes = (value: number): string => humanize(value, '')[0];

const isIn = ({ from, to, offset, bytes: size }: MemoryBlock, step: number, [start, end]: readonly [number, number]) =>
  from <= step && step <= to && offset < end && start < offset + size;

/**
 * The arena over time: a column for each layer, a line for each sixteenth of the bytes, and in it the letter of the largest
 * block that has some of them. Blocks without a letter of their own are `*`.
 */
export const memoryMapText = ({ bytes: total, steps, blocks, peak }: MemoryMap): string => {
  const letter = (index: number): string => LETTERS[index] ?? '*';
  const lineBytes = Math.max(1, Math.ceil(total / LINES));
  const lines = Array.from({ length: Math.ceil(total / lineBytes) }, (_, line) => {
    const range = [line * lineBytes, Math.min(total, (line + 1) * lineBytes)] as const;
    const cells = steps.map((_, step) => {
      const index = blocks.findIndex((block) => isIn(block, step, range));
      return index < 0 ? FREE : letter(index);
    });
    return `${bytes(range[0]).padStart(9)} ${cells.join('')}`;
  });
  const mark = `${' '.repeat(10 + Math.max(0, peak))}^ ${steps[peak] ?? ''} sets the peak`;
  const legend = blocks.slice(0, LETTERS.length).map(({ name, from, to, bytes: size, offset }, index) => {
    const first = steps[Math.max(0, from)]?.split(' ')[0];
    const last = steps[Math.min(steps.length - 1, to)]?.split(' ')[0];
    return `  ${letter(index)} ${bytes(size)} B at ${bytes(offset)}, operators ${first} to ${last}: ${name}`;
  });
  return ['arena by layer, from offset 0 down', ...lines, mark, ...legend].join('\n');
};
