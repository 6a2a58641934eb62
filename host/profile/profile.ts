import type { NamedBoard } from '../../boards/spec.ts';
import { functionsOf } from '../aot/format/instructions.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { type AnnotatedFunction, type AnnotatedLine, annotate } from '../disassembly/disassemble.ts';
import type { SourcePlace } from '../disassembly/source-map.ts';
import { instantiate } from '../execute/session.ts';
import type { Source } from '../facts/run-facts.ts';
import { sum } from '../facts/statistics.ts';
import { buildFirmware, firmwareSources } from '../firmware/build-firmware.ts';
import { execute, hasCycleModel } from './execute.ts';
import { loopsOf } from './loops.ts';

/** Per inference. */
export interface Cost {
  readonly instructions: number;
  /** Absent where no model of the processor's cycles is known. */
  readonly cycles?: number;
}

export interface Profile {
  readonly total: Cost;
  readonly cyclesSource: Source;
  readonly layers: readonly (Cost & { readonly index: number; readonly kernel: string; readonly macs: number })[];
  /** Without what they call; the most instructions first, as of loops. */
  readonly functions: readonly (Cost & { readonly name: string; readonly bytes: number })[];
  /** Without the loops in them and what they call. */
  readonly loops: readonly (Cost & {
    readonly function: string;
    readonly address: number;
    /** Machine instructions that are its own. */
    readonly length: number;
    readonly turns: number;
    readonly source?: SourcePlace;
  })[];
}

/** Where the instructions of an inference go. */
export const profileModel = async (
  model: CompiledModel,
  board: NamedBoard,
  records: readonly (readonly Uint8Array[])[],
): Promise<Profile> => {
  const image = await buildFirmware(model, board);
  const execution = execute(image, model, board, await instantiate(model), records);
  const { executed, cycles } = execution.profile;
  const isTimed = hasCycleModel(board);
  const slot = ({ address }: AnnotatedLine): number => (address - board.flash.origin) / 2;
  const times = (line: AnnotatedLine): number => executed[slot(line)] ?? 0;
  const each = (instructions: number, spent: number): Cost => ({
    instructions: instructions / records.length,
    ...(isTimed && { cycles: spent / records.length }),
  });
  const costOf = (lines: readonly AnnotatedLine[]): Cost =>
    each(sum(lines.map(times)), sum(lines.map((line) => cycles[slot(line)] ?? 0)));
  const all = await annotate(image, functionsOf(image), firmwareSources(model, board), board.target);
  const run = all.filter(({ lines }) => lines.some((line) => times(line) > 0));
  const loops = run.flatMap((one) =>
    loopsOf(one).map(({ start, lines }) => {
      const source = lines.find((line) => line.source)?.source;
      return {
        ...{ function: one.name, address: start.address, length: lines.length },
        turns: times(start) / records.length,
        ...(source && { source }),
        ...costOf(lines),
      };
    }),
  );
  return {
    total: each(
      sum(execution.layers.map((layer) => layer.instructions)),
      sum(execution.layers.map((layer) => layer.cycles)),
    ),
    // What an emulated board reports as counted is the same interpreter's.
    cyclesSource: board.emulator !== undefined && board.counts === 'cycles' ? 'counted' : 'modelled',
    layers: model.layers.map(({ kernel, macs }, index) => {
      const layer = execution.layers[index];
      return { index, kernel, macs, ...each(layer?.instructions ?? 0, layer?.cycles ?? 0) };
    }),
    functions: byCost(run.map(({ name, bytes, lines }: AnnotatedFunction) => ({ name, bytes, ...costOf(lines) }))),
    loops: byCost(loops.filter(({ instructions }) => instructions > 0)),
  };
};

const byCost = <T extends Cost>(items: readonly T[]): T[] => items.toSorted((a, b) => b.instructions - a.instructions);
