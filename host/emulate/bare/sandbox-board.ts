import type { Image } from '../../aot/image.ts';
import { link } from '../../aot/link.ts';
import type { Section } from '../../aot/object-code.ts';
import { instanceSymbol } from '../../aot/sandbox/layout.ts';
import type { BareCore } from './bare-core.ts';
import { FLASH, RAM_ORIGIN } from './machine.ts';
import type { SandboxedModule } from './sandboxed-module.ts';

/** Arguments, and behind them results, of a call into the sandbox. */
export const ARGUMENT_BYTES = 4096;
export const buffer: Section = {
  symbol: 'sandbox.buffer',
  kind: 'bss',
  align: 8,
  bytes: new Uint8Array(2 * ARGUMENT_BYTES),
  relocations: [],
};

export interface SandboxBoardOptions {
  readonly core: BareCore;
  readonly library: readonly Section[];
  readonly stackBytes: number;
  /** Sections besides those of the modules. */
  readonly sections?: readonly Section[];
}

/** Sandboxed modules on a bare core. */
export class SandboxBoard {
  readonly image: Image;
  readonly core: BareCore;
  readonly #addresses: ReadonlyMap<string, number>;
  /** Instructions and cycles of the last call. */
  instructions = 0;
  cycles = 0;

  constructor(modules: readonly SandboxedModule[], options: SandboxBoardOptions) {
    const { core, library, stackBytes, sections = [] } = options;
    this.core = core;
    this.image = link({
      board: 'bare',
      flash: FLASH,
      ram: { name: 'ram', origin: RAM_ORIGIN, bytes: core.ram.length },
      stackBytes,
      sections: [...modules.flatMap((module) => module.sections), ...library, ...sections, buffer],
      roots: [
        ...modules.map(({ prefix }) => instanceSymbol(prefix)),
        ...modules.flatMap(exportedSymbols),
        buffer.symbol,
        'sandbox.enter',
      ],
      entry: 'sandbox.instantiate',
      named: { weights: '', arena: '', staging: '' },
    });
    this.#addresses = new Map(this.image.symbols.map(({ name, address }) => [name, address]));
    core.load(this.image);
    core.setWord(this.address('sandbox.unwind'), 0);
  }

  address(symbol: string): number {
    const address = this.#addresses.get(symbol);
    if (address === undefined) throw new ReferenceError(`${symbol} is not in the image`);
    return address;
  }

  /** Calls a function of the sandbox's runtime. */
  run(symbol: string, args: readonly number[]): number {
    const outcome = this.core.call(this.address(symbol), args, 1);
    if (outcome.isTrap) throw new Error(`${symbol} met UDF`);
    this.instructions = outcome.instructions;
    this.cycles = outcome.cycles;
    return outcome.results[0] as number;
  }
}

const exportedSymbols = ({ module, symbols }: SandboxedModule): string[] =>
  module.exports.flatMap(({ kind, index }) =>
    kind === 'function'
      ? [symbols.functionSymbol(index)]
      : kind === 'global'
        ? [symbols.globalPlace(index).symbol]
        : [],
  );
