import type { MemoryMap } from '../../inspect/memory-map.ts';

const STEP_WIDTH = 24;
const HEIGHT = 400;
const MARGIN = 40;
/** Enough to tell neighbours apart. */
const HUES = 12;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The arena over time as a picture: layers from left to right, bytes from top to bottom, a rectangle for each tensor. */
export const memoryMapSvg = ({ bytes, steps, blocks, peak }: MemoryMap): string => {
  const x = (step: number): number => MARGIN + (step + 1) * STEP_WIDTH;
  const y = (offset: number): number => Number((MARGIN + (offset / Math.max(1, bytes)) * HEIGHT).toFixed(2));
  const width = x(steps.length + 1) + MARGIN;
  const rectangles = blocks.map(({ name, from, to, offset, bytes: size }, index) => {
    const hue = (index % HUES) * (360 / HUES);
    const box = `x="${x(from)}" y="${y(offset)}" width="${x(to + 1) - x(from)}" height="${Number((y(offset + size) - y(offset)).toFixed(2))}"`;
    const title = escaped(`${name}: ${size} bytes at ${offset}`);
    return `  <rect ${box} fill="hsl(${hue} 60% 75%)" stroke="#333" stroke-width="0.5"><title>${title}</title></rect>`;
  });
  const labels = steps.map(
    (name, step) =>
      `  <text x="${x(step) + STEP_WIDTH / 2}" y="${MARGIN - 6}" text-anchor="middle"${step === peak ? ' font-weight="bold"' : ''}>${escaped(name.split(' ')[0] ?? '')}<title>${escaped(name)}</title></text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT + 2 * MARGIN}" font-family="sans-serif" font-size="10">`,
    ...rectangles,
    ...labels,
    `  <text x="${MARGIN - 4}" y="${y(0) + 4}" text-anchor="end">0</text>`,
    `  <text x="${MARGIN - 4}" y="${y(bytes)}" text-anchor="end">${bytes} B</text>`,
    '</svg>',
    '',
  ].join('\n');
};
