import { hex32 } from '../../units.ts';
import type { Target } from '../compile-module.ts';
import type { Image } from '../image.ts';
import { functionsOf, instructions, type MachineLine, symbolize } from './instructions.ts';

const CODE_CHARACTERS = 9;

/** The image's code, instruction by instruction, with names; literal pools as words. */
export const listing = (image: Image, target: Target): string => {
  const name = symbolize(image);
  return functionsOf(image)
    .map((symbol) => {
      const head = `${hex32(symbol.address)} <${symbol.name}>: ${symbol.bytes} bytes`;
      return `${[head, ...instructions(image, symbol, target, name).map(line)].join('\n')}\n`;
    })
    .join('\n');
};

const line = ({ address, code, text }: MachineLine): string =>
  `  ${hex32(address)}  ${code && `${code.padEnd(CODE_CHARACTERS)}  `}${text}`;
