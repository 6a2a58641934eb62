import type { AnnotatedFunction, AnnotatedLine } from '../../disassembly/disassemble.ts';
import { hex32 } from '../../units.ts';

const CODE = 11;
const MACHINE = 56;
const WASM = 32;
const OFFSET_DIGITS = 5;
const HEX = 16;

/** `picojoule disasm` for people: machine code, WebAssembly, source; the latter two where they change. */
export const disassemblyText = (functions: readonly AnnotatedFunction[]): string =>
  functions
    .map(({ name, address, bytes, lines }) => {
      const head = `${hex32(address)} <${name}>: ${bytes} bytes`;
      return `${[head, ...lines.map((line, at) => textOf(line, lines[at - 1]))].join('\n')}\n`;
    })
    .join('\n');

const textOf = ({ address, code, text, wasm, source }: AnnotatedLine, before: AnnotatedLine | undefined): string => {
  const machine = `  ${hex32(address)}  ${code.padEnd(CODE)}${text}`;
  const offset = wasm?.at.toString(HEX).padStart(OFFSET_DIGITS, '0');
  const instruction = wasm && wasm.at !== before?.wasm?.at ? `${offset}  ${wasm.text}` : '';
  const isSame = source?.file === before?.source?.file && source?.line === before?.source?.line;
  const place = source ? `${source.file}:${source.line}  ${source.text}` : '(no line known)';
  return `${machine.padEnd(MACHINE)}  ${instruction.padEnd(WASM)}  ${isSame || !wasm ? '' : place}`.trimEnd();
};
