import { crc32 } from 'node:zlib';
import { DESCRIPTOR_MAGIC, Descriptor, SEVERAL_OUTPUTS } from '../../assembly/shared/descriptor.ts';
import type { BoardSpec } from '../../boards/spec.ts';
import type { Relocation, Section } from '../aot/object-code.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';

/** A word of a table: a number, or the address of a symbol plus an offset. */
type Word = number | { readonly symbol: string; readonly addend?: number };

const table = (symbol: string, words: readonly Word[], align = 4, address?: number): Section => {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  const relocations: Relocation[] = [];
  words.forEach((word, index) => {
    if (typeof word === 'number') view.setUint32(4 * index, word, true);
    else relocations.push({ offset: 4 * index, kind: 'abs32', symbol: word.symbol, addend: word.addend ?? 0 });
  });
  return { symbol, kind: 'rodata', align, ...(address !== undefined && { address }), bytes, relocations };
};

const text = (symbol: string, value: string): Section => ({
  symbol,
  kind: 'rodata',
  align: 1,
  bytes: new TextEncoder().encode(`${value}\0`),
  relocations: [],
});

type Interrupts = BoardSpec['firmware']['interrupts'];

const EXCEPTIONS = 16;
/** Of the table, and the most that it holds: what follows from the number of a core's interrupts, here up to 48. */
export const VECTOR_TABLE_ALIGNMENT = 256;

/** Up to the last interrupt that the firmware enables: no other can come. */
export const vectorTableBytes = (interrupts: Interrupts): number =>
  4 * (EXCEPTIONS + Math.max(-1, ...Object.keys(interrupts).map(Number)) + 1);

/** ARMv6-M ARM B1.5.2: initial stack pointer, then the handlers of exceptions 1 to 15 and of the board's interrupts. */
export const vectorTable = (address: number, interrupts: Interrupts): Section => {
  const length = vectorTableBytes(interrupts) / 4;
  const words: Word[] = Array.from({ length }, () => ({ symbol: 'firmware.fault' }));
  words[0] = { symbol: 'env.stack_top' };
  words[1] = { symbol: 'firmware.reset' };
  for (const [irq, handler] of Object.entries(interrupts))
    words[EXCEPTIONS + Number(irq)] = { symbol: `firmware.${handler}` };
  return table('env.vectors', words, VECTOR_TABLE_ALIGNMENT, address);
};

export const modelCrc = (model: CompiledModel): number => crc32(model.weights, crc32(model.wasm));

const sum = (tensors: readonly { readonly bytes: number }[]): number =>
  tensors.reduce((total, { bytes }) => total + bytes, 0);
const printable = (name: string): string => name.replace(/[^\x21-\x7e]+/g, '_').slice(0, 60);

/** The descriptor and what it points to; see `assembly/shared/descriptor.ts`. */
export const descriptorTables = (
  model: CompiledModel,
  board: { readonly id: string; readonly clockHz: number },
): Section[] => {
  const fields: Partial<Record<Descriptor, Word>> = {
    [Descriptor.MAGIC]: DESCRIPTOR_MAGIC,
    [Descriptor.MODEL_CRC]: modelCrc(model),
    [Descriptor.ARENA]: { symbol: 'env.arena' },
    [Descriptor.ARENA_BYTES]: model.arenaBytes,
    [Descriptor.STAGING]: { symbol: 'env.staging' },
    [Descriptor.INPUT_BYTES]: sum(model.inputs),
    [Descriptor.INPUT_COUNT]: model.inputs.length,
    [Descriptor.INPUTS]: { symbol: 'env.inputs' },
    [Descriptor.OUTPUT_BYTES]: sum(model.outputs),
    [Descriptor.OUTPUT_COUNT]: model.outputs.length,
    [Descriptor.OUTPUTS]: { symbol: 'env.outputs' },
    [Descriptor.LAYER_COUNT]: model.layers.length,
    [Descriptor.LAYERS]: { symbol: 'env.layers' },
    [Descriptor.CLOCK_HZ]: board.clockHz,
    [Descriptor.STACK_BOTTOM]: { symbol: 'env.stack_bottom' },
    [Descriptor.STACK_TOP]: { symbol: 'env.stack_top' },
    [Descriptor.BOARD_NAME]: { symbol: 'env.board_name' },
    [Descriptor.MODEL_NAME]: { symbol: 'env.model_name' },
    [Descriptor.RESET]: model.hasState ? { symbol: 'model.reset' } : 0,
  };
  const spans = (tensors: CompiledModel['inputs']) => tensors.flatMap(({ offset, bytes }) => [offset, bytes]);
  const several = model.layers.filter(({ outputs }) => outputs.length > 1);
  return [
    table(
      'env.descriptor',
      Array.from({ length: Descriptor.BYTES / 4 }, (_, index) => fields[(4 * index) as Descriptor] ?? 0),
    ),
    table('env.inputs', spans(model.inputs)),
    table('env.outputs', spans(model.outputs)),
    table(
      'env.layers',
      model.layers.flatMap(({ exportName, outputs }): Word[] => [
        { symbol: `model.${exportName}` },
        ...(outputs.length === 1
          ? spans(outputs)
          : [{ symbol: `env.${exportName}_outputs` }, SEVERAL_OUTPUTS + outputs.length]),
      ]),
    ),
    ...several.map(({ exportName, outputs }) => table(`env.${exportName}_outputs`, spans(outputs))),
    text('env.board_name', board.id),
    text('env.model_name', printable(model.name)),
  ];
};
