/** One board: a page of facts. `index.gen.ts` lists them all; `test/boards.test.ts` applies every rule to every board. */
export interface BoardSpec {
  readonly title: string;
  /** Code generator of the ahead-of-time compiler. */
  readonly target: 'thumbv6m' | 'thumbv7em';
  /** Processor, whose cycles a model may know. */
  readonly core: 'cortex-m0plus' | 'cortex-m4' | 'cortex-m7' | 'cortex-m33' | 'cortex-m55';
  readonly clockHz: number;
  /** Clock of the counter that times inferences, where that is not the core's. */
  readonly counterHz?: number;
  readonly flash: Region;
  readonly ram: Region;
  readonly stackBytes: number;
  readonly firmware: {
    /** Folder in `assembly/drivers`. */
    readonly drivers: string;
    /** File in that folder: the second-stage boot block at the start of flash, where the chip's boot ROM wants one. */
    readonly bootBlock?: string;
    /** Offset of the vector table from the start of flash. */
    readonly vectorsOffset: number;
    /** Interrupt number → handler, an export of `assembly/runtime/main.ts`. */
    readonly interrupts: Readonly<Record<number, 'timer_irq' | 'uart_irq'>>;
    /** Addresses and clocks where these drivers serve several chips, by the names under which they import them. */
    readonly constants?: Readonly<Record<string, number>>;
  };
  /** Id of the file in `host/programmers`. */
  readonly programmer: string;
  readonly uf2?: { readonly familyId: number; readonly boardId: string };
  readonly serial: { readonly baudRate: number; readonly usb?: { readonly vid: number; readonly pid: number } };
  /** Pin that is high while an inference runs, for an instrument to gate on. */
  readonly trigger?: { readonly gpio: number };
  /** `counted`: an emulator's deterministic count; `measured`: a device timer. */
  readonly timing: 'measured' | 'counted';
  /** What the device's counter tells: core cycles, or instructions where an emulator has no model of cycles. */
  readonly counts: 'cycles' | 'instructions';
  /** Emulator that plays this board; absent for a real one. Id of the file in `host/emulate/boards`. */
  readonly emulator?: string;
  readonly qemu?: {
    /** `-machine`. */
    readonly machine: string;
    /** Virtual time of one instruction, a power of two (`-icount`): several ticks of the counter, so that counts are exact. */
    readonly instructionNs: number;
  };
  /** Supply currents for the modelled energy and for the emulated sensor, with their source. */
  readonly current?: {
    readonly activeA: number;
    /** Absent where only the active core is known. */
    readonly sleepA?: number;
    readonly supplyV: number;
    readonly source: string;
  };
  /** Whether this board has ever run our firmware outside an emulator. */
  readonly status: 'emulated' | 'declared, not yet run on hardware' | 'run on hardware';
}

/** A board as the registry knows it: its file's name is its id. */
export type NamedBoard = BoardSpec & { readonly id: string };

export interface Region {
  readonly name: string;
  readonly origin: number;
  readonly bytes: number;
}
