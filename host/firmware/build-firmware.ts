import type { NamedBoard } from '../../boards/spec.ts';
import { compileModule } from '../aot/compile-module.ts';
import type { Image } from '../aot/image.ts';
import { link } from '../aot/link.ts';
import type { Section } from '../aot/object-code.ts';
import { compileAssemblyScript } from '../compile/asc.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { boardSource } from './board-source.ts';
import { bootBlock } from './boot-block.ts';
import { descriptorTables, VECTOR_TABLE_BYTES, vectorTable } from './tables.ts';

/** Receive ring, frame and reply buffers, sample ring; see assembly/drivers/memory.ts. */
const BUFFER_BYTES = 1024 + 2 * 272 + 256 * 10;

const reserve = (symbol: string, bytes: number, align = 16): Section => ({
  symbol,
  kind: 'bss',
  align,
  bytes: new Uint8Array(bytes),
  relocations: [],
});

/**
 * Joins boot block, vectors, runtime, support library and model to one image for a board.
 * @throws ToolError `FIRMWARE_TOO_BIG`, `MODEL_TOO_BIG_FOR_RAM`
 */
export const buildFirmware = async (model: CompiledModel, board: NamedBoard): Promise<Image> => {
  const { flash, ram, stackBytes, target, firmware } = board;
  const files = { 'board.ts': boardSource(board) };
  const compile = async (module: string, entry: string, flags: readonly string[] = []): Promise<readonly Section[]> =>
    compileModule(await compileAssemblyScript({ entry, files, flags }), { module, target }).sections;
  const vectors = flash.origin + firmware.vectorsOffset;
  // The runtime's texts lie behind the vectors, at an address that its compiler must know.
  const runtime = await compile('firmware', 'runtime/main.ts', ['--memoryBase', `${vectors + VECTOR_TABLE_BYTES}`]);
  const support = await compile('rt', 'arith/integer.ts');
  const boot = firmware.bootBlock
    ? await compile('boot2', `drivers/${firmware.drivers}/${firmware.bootBlock}.ts`)
    : undefined;
  const { sections: layers } = compileModule(model.wasm, { module: 'model', target });
  const inputBytes = model.inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  return link({
    board: board.id,
    flash,
    ram,
    stackBytes,
    sections: [
      ...(boot ? [bootBlock(boot[0] as Section, flash.origin)] : []),
      vectorTable(vectors, firmware.interrupts),
      ...runtime,
      ...support,
      ...layers,
      ...descriptorTables(model, board),
      { symbol: 'env.weights', kind: 'rodata', align: 16, bytes: model.weights, relocations: [] },
      reserve('env.buffers', BUFFER_BYTES),
      reserve('env.staging', inputBytes),
      reserve('env.arena', model.arenaBytes),
    ],
    roots: ['env.weights'],
    entry: 'firmware.reset',
    named: { weights: 'env.weights', arena: 'env.arena', staging: 'env.staging' },
  });
};
