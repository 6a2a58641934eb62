import { ExitCode, ToolError } from '../errors.ts';
import { hex32 } from '../units.ts';
import type { Image, ImageSegment, ImageSizes, ImageSymbol } from './image.ts';
import { namesOf, type Section } from './object-code.ts';
import { reachable } from './reachable.ts';
import { branchWithLink } from './targets/thumbv6m/assembler.ts';

export interface Region {
  readonly name: string;
  readonly origin: number;
  readonly bytes: number;
}

export interface LinkRequest {
  readonly board: string;
  readonly flash: Region;
  readonly ram: Region;
  readonly stackBytes: number;
  /** All there is; what the roots do not reach is left out. Sections with a fixed address always stay. */
  readonly sections: readonly Section[];
  readonly roots: readonly string[];
  /** Code symbol at which the image starts. */
  readonly entry: string;
  /** Sections that the image's figures name apart. */
  readonly named: { readonly weights: string; readonly arena: string; readonly staging: string };
}

interface Placed {
  readonly section: Section;
  readonly address: number;
}

/**
 * Bytes at the end of the stack that sandboxed functions leave alone: for the registers that they save before they look, for
 * what the support library and functions that call nothing use, and for interrupts.
 */
const STACK_RESERVE = 512;

const up = (value: number, align: number): number => Math.ceil(value / align) * align;

/**
 * Places sections and resolves their relocations. Flash holds, in order, what has a fixed address, read-only data, code, the
 * initial values of data, and the weights; RAM holds data, zeroed data, staging, arena, and the stack at its end. The symbols
 * `env.data_load`, `env.data_start`, `env.data_end`, `env.bss_end`, `env.stack_bottom`, `env.stack_limit` and `env.stack_top` are
 * made here.
 * @throws ToolError `FIRMWARE_TOO_BIG`, `MODEL_TOO_BIG_FOR_RAM`
 */
export const link = (request: LinkRequest): Image => {
  const kept = reachable(request.sections, [request.entry, ...request.roots], isMade);
  const { weights, arena, staging } = request.named;
  const rank = (section: Section): number => {
    if (section.address !== undefined) return 0;
    if (section.symbol === weights) return 4;
    return section.kind === 'rodata' ? 1 : 2;
  };
  const inFlash = kept
    .filter(({ kind }) => kind === 'code' || kind === 'rodata')
    .sort((a, b) => rank(a) - rank(b) || (a.address ?? 0) - (b.address ?? 0));
  const ramRank = ({ symbol, kind }: Section) =>
    symbol === arena ? 3 : symbol === staging ? 2 : kind === 'bss' ? 1 : 0;
  const inRam = kept.filter(({ kind }) => kind === 'data' || kind === 'bss').sort((a, b) => ramRank(a) - ramRank(b));
  const placedRam = place(inRam, request.ram.origin);
  const data = placedRam.filter(({ section }) => section.kind === 'data');
  const dataEnd = up(data.at(-1) ? endOf(data.at(-1) as Placed) : request.ram.origin, 4);
  const dataBytes = dataEnd - request.ram.origin;
  const beforeWeights = place(
    inFlash.filter(({ symbol }) => symbol !== weights),
    request.flash.origin,
  );
  const dataLoad = up(Math.max(request.flash.origin, ...beforeWeights.map(endOf)), 4);
  const placedWeights = place(
    inFlash.filter(({ symbol }) => symbol === weights),
    dataLoad + dataBytes,
  );
  const flash = [...beforeWeights, ...placedWeights];
  const bssEnd = up(
    Math.max(
      dataEnd,
      ...placedRam.filter(({ section }) => section.symbol !== arena && section.symbol !== staging).map(endOf),
    ),
    4,
  );
  const stackTop = request.ram.origin + request.ram.bytes;
  const stackBottom = stackTop - request.stackBytes;
  const sizes = sizesOf(kept, request);
  checkFits(
    request,
    sizes,
    Math.max(dataLoad, ...flash.map(endOf)),
    Math.max(request.ram.origin, ...placedRam.map(endOf)),
    stackBottom,
  );
  const addresses = new Map<string, number>(
    [...flash, ...placedRam].flatMap(({ section, address }) =>
      namesOf(section).map((name): [string, number] => [name, address]),
    ),
  );
  const made: Record<string, number> = {
    data_load: dataLoad,
    data_start: request.ram.origin,
    data_end: dataEnd,
    bss_end: bssEnd,
    stack_bottom: stackBottom,
    stack_limit: stackBottom + STACK_RESERVE,
    stack_top: stackTop,
  };
  for (const [name, value] of Object.entries(made)) addresses.set(`env.${name}`, value);
  const code = new Set(kept.filter(({ kind }) => kind === 'code').flatMap(namesOf));
  const segments: ImageSegment[] = flash.map(({ section, address }) => ({
    name: section.symbol,
    address,
    bytes: resolve(section, address, addresses, code),
  }));
  if (dataBytes > 0) {
    const bytes = new Uint8Array(dataBytes);
    for (const { section, address } of data)
      bytes.set(resolve(section, address, addresses, code), address - request.ram.origin);
    segments.push({ name: 'data', address: dataLoad, bytes });
  }
  return {
    board: request.board,
    entry: addresses.get(request.entry) ?? 0,
    segments: segments.filter(({ bytes }) => bytes.length > 0).sort((a, b) => a.address - b.address),
    symbols: [...flash, ...placedRam].flatMap(symbolsOf),
    sizes,
  };
};

const isMade = (symbol: string): boolean =>
  /^env\.(data_load|data_start|data_end|bss_end|stack_bottom|stack_limit|stack_top)$/.test(symbol);

const symbolsOf = ({ section, address }: Placed): ImageSymbol[] => {
  const kind = section.kind === 'code' ? 'code' : 'data';
  const { bytes, dataRanges = [], origins = [], aliases = [] } = section;
  return [
    {
      name: section.symbol,
      address,
      bytes: bytes.length,
      kind,
      ...(kind === 'code' && { literals: dataRanges, origins }),
    },
    ...aliases.map((name) => ({ name, address, bytes: 0, kind }) as const),
  ];
};
const endOf = ({ section, address }: Placed): number => address + section.bytes.length;

/** One behind the other; sections with a fixed address stand where they say. */
const place = (sections: readonly Section[], origin: number): Placed[] => {
  let at = origin;
  return sections.map((section) => {
    const address = section.address ?? up(at, section.align);
    if (address < at) throw new RangeError(`${section.symbol} at ${hex32(address)} overlaps what ends at ${hex32(at)}`);
    at = address + section.bytes.length;
    return { section, address };
  });
};

const resolve = (
  section: Section,
  address: number,
  addresses: ReadonlyMap<string, number>,
  code: ReadonlySet<string>,
): Uint8Array => {
  const bytes = section.bytes.slice();
  const view = new DataView(bytes.buffer);
  for (const { kind, symbol, offset, addend } of section.relocations) {
    const target = (addresses.get(symbol) as number) + addend;
    if (kind === 'abs32') view.setUint32(offset, code.has(symbol) ? target | 1 : target, true);
    else {
      const [first, second] = branchWithLink(target - (address + offset + 4));
      view.setUint16(offset, first, true);
      view.setUint16(offset + 2, second, true);
    }
  }
  return bytes;
};

const sizesOf = (kept: readonly Section[], { named, stackBytes }: LinkRequest): ImageSizes => {
  const sum = (select: (section: Section) => boolean) =>
    kept.filter(select).reduce((total, { bytes }) => total + bytes.length, 0);
  const names = new Set(Object.values(named));
  const of = (kind: Section['kind']) => sum((section) => section.kind === kind && !names.has(section.symbol));
  return {
    weights: sum(({ symbol }) => symbol === named.weights),
    code: of('code'),
    rodata: of('rodata'),
    data: of('data'),
    bss: of('bss'),
    arena: sum(({ symbol }) => symbol === named.arena),
    staging: sum(({ symbol }) => symbol === named.staging),
    stack: stackBytes,
  };
};

const checkFits = (
  { flash, ram }: LinkRequest,
  sizes: ImageSizes,
  flashEnd: number,
  ramEnd: number,
  stackBottom: number,
): void => {
  const flashBytes = flashEnd - flash.origin;
  if (flashBytes > flash.bytes)
    throw new ToolError(
      'FIRMWARE_TOO_BIG',
      ExitCode.Refused,
      `the firmware needs ${flashBytes} bytes of ${flash.name} (weights ${sizes.weights}, code ${sizes.code}, constants ${sizes.rodata}); the board has ${flash.bytes}`,
      'Use a smaller model or a board with more flash.',
    );
  if (ramEnd > stackBottom)
    throw new ToolError(
      'MODEL_TOO_BIG_FOR_RAM',
      ExitCode.Refused,
      `the model needs ${ramEnd - ram.origin + sizes.stack} bytes of ${ram.name} (arena ${sizes.arena}, inputs ${sizes.staging}, runtime ${sizes.data + sizes.bss}, stack ${sizes.stack}); the board has ${ram.bytes}`,
      'Use smaller activations or a board with more RAM.',
    );
};
