import { hex32 } from '../../units.ts';
import type { Image } from '../image.ts';

/** Where everything lies and how large it is, by address. */
export const mapFile = ({ board, symbols, sizes }: Image): string => {
  const rows = symbols
    .toSorted((a, b) => a.address - b.address)
    .map(
      ({ name, address, bytes, kind }) => `${hex32(address)} ${String(bytes).padStart(8)} ${kind.padEnd(4)} ${name}`,
    );
  const totals = Object.entries(sizes).map(([name, bytes]) => `${name.padEnd(8)} ${String(bytes).padStart(8)}`);
  return `${[`board ${board}`, '', ...totals, '', 'address        bytes kind symbol', ...rows].join('\n')}\n`;
};
