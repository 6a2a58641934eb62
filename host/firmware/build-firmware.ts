import type { NamedBoard } from '../../boards/spec.ts';
import { compileModule } from '../aot/compile-module.ts';
import type { Image } from '../aot/image.ts';
import { link } from '../aot/link.ts';
import type { Section } from '../aot/object-code.ts';
import { type AscRequest, compileAssemblyScript } from '../compile/asc.ts';
import { modelSource } from '../compile/compile-graph.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { boardSource } from './board-source.ts';
import { bootBlock } from './boot-block.ts';
import { descriptorTables, vectorTable, vectorTableBytes } from './tables.ts';

/** Receive ring, frame and reply buffers, sample ring; see assembly/drivers/memory.ts. */
const BUFFER_BYTES = 1024 + 2 * 272 + 256 * 10;

const reserve = (symbol: string, bytes: number, align = 16): Section => ({
  symbol,
  kind: 'bss',
  align,
  bytes: new Uint8Array(bytes),
  relocations: [],
});

const vectorsOf = ({ flash, firmware }: NamedBoard): number => flash.origin + firmware.vectorsOffset;

type FirmwareSources = {
  readonly firmware: AscRequest;
  readonly rt: AscRequest;
  readonly float: AscRequest;
  readonly boot2?: AscRequest;
  readonly model: AscRequest;
};

/** The AssemblyScript of an image's modules, by the prefix of their symbols. */
export const firmwareSources = (model: CompiledModel, board: NamedBoard): FirmwareSources => {
  const { drivers, bootBlock } = board.firmware;
  const files = { 'board.ts': boardSource(board) };
  const library = (entry: string): AscRequest => ({
    entry,
    files,
    ...(model.aim === 'size' && { flags: ['--shrinkLevel', '2'] }),
  });
  return {
    // The runtime's texts lie behind the vectors, at an address that its compiler must know. Its time is not the network's.
    firmware: {
      entry: 'runtime/main.ts',
      files,
      flags: [
        '--memoryBase',
        `${vectorsOf(board) + vectorTableBytes(board.firmware.interrupts)}`,
        '--shrinkLevel',
        '2',
      ],
    },
    rt: library('arith/integer.ts'),
    float: library('arith/float.ts'),
    ...(bootBlock !== undefined && { boot2: { entry: `drivers/${drivers}/${bootBlock}.ts`, files } }),
    model: modelSource(model),
  };
};

/**
 * Joins boot block, vectors, runtime, support library and model to one image for a board.
 * @throws ToolError `FIRMWARE_TOO_BIG`, `MODEL_TOO_BIG_FOR_RAM`
 */
export const buildFirmware = async (model: CompiledModel, board: NamedBoard): Promise<Image> => {
  const { flash, ram, stackBytes, target, firmware } = board;
  const sources = firmwareSources(model, board);
  const compile = async (module: string, request: AscRequest): Promise<readonly Section[]> =>
    compileModule(await compileAssemblyScript(request), { module, target }).sections;
  const runtime = await compile('firmware', sources.firmware);
  const support = [...(await compile('rt', sources.rt)), ...(await compile('float', sources.float))];
  const boot = sources.boot2 && (await compile('boot2', sources.boot2));
  const layers = await compile('model', sources.model);
  const inputBytes = model.inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  return link({
    board: board.id,
    flash,
    ram,
    stackBytes,
    sections: [
      ...(boot ? [bootBlock(boot[0] as Section, flash.origin)] : []),
      vectorTable(vectorsOf(board), firmware.interrupts),
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
