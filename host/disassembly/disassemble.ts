import type { NamedBoard } from '../../boards/spec.ts';
import type { Target } from '../aot/compile-module.ts';
import { functionsOf, instructions, type MachineLine, symbolize } from '../aot/format/instructions.ts';
import type { Image, ImageSymbol } from '../aot/image.ts';
import { decode } from '../aot/wasm/decode.ts';
import { instructionText } from '../aot/wasm/instruction-text.ts';
import { instructionsOf } from '../aot/wasm/instructions.ts';
import { type AscRequest, compileAssemblyScript, sourceMapOf } from '../compile/asc.ts';
import type { CompiledModel } from '../compile/compiled-model.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { buildFirmware, firmwareSources } from '../firmware/build-firmware.ts';
import { readSourceMap, type SourceFinder, type SourcePlace } from './source-map.ts';

export interface AnnotatedLine extends MachineLine {
  /** The WebAssembly instruction that it is for. */
  readonly wasm?: { readonly at: number; readonly text: string };
  readonly source?: SourcePlace;
}

export interface AnnotatedFunction {
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
  readonly lines: readonly AnnotatedLine[];
}

/** What is known of a module's instructions, by their byte offset. */
interface ModuleText {
  readonly textAt: ReadonlyMap<number, string>;
  readonly placeAt: SourceFinder;
}

const moduleText = async (request: AscRequest): Promise<ModuleText> => {
  const { functions, types } = decode(await compileAssemblyScript(request));
  const all = functions.flatMap((body) => [...instructionsOf(body, types)]);
  return {
    textAt: new Map(all.map((instruction) => [instruction.at, instructionText(instruction)])),
    placeAt: readSourceMap(Buffer.from(await sourceMapOf(request)).toString()),
  };
};

/** The functions of a name, of all that end in it where none is called so, or the model's. */
const chosen = (functions: readonly ImageSymbol[], wanted: string | undefined): ImageSymbol[] => {
  if (wanted === undefined) return functions.filter(({ name }) => name.startsWith('model.'));
  const exact = functions.filter(({ name }) => name === wanted);
  const found = exact.length > 0 ? exact : functions.filter(({ name }) => name.endsWith(wanted));
  if (found.length > 0) return found;
  throw new ToolError(
    'UNKNOWN_FUNCTION',
    ExitCode.Usage,
    `no function "${wanted}" in the firmware`,
    'Their names are in the map: picojoule build MODEL --emit map.',
  );
};

/**
 * Machine code of a model's firmware, each instruction with the WebAssembly and the AssemblyScript that it is for.
 * @throws ToolError `UNKNOWN_FUNCTION`
 */
export const disassemble = async (
  model: CompiledModel,
  board: NamedBoard,
  wanted?: string,
): Promise<AnnotatedFunction[]> => {
  const image = await buildFirmware(model, board);
  return annotate(image, chosen(functionsOf(image), wanted), firmwareSources(model, board), board.target);
};

/** Functions of an image that was compiled from `sources`, by the prefix of their symbols. */
export const annotate = async (
  image: Image,
  functions: readonly ImageSymbol[],
  sources: Readonly<Record<string, AscRequest>>,
  target: Target,
): Promise<AnnotatedFunction[]> => {
  const nameOf = symbolize(image);
  const modules = new Map<string, ModuleText>();
  for (const [prefix, request] of Object.entries(sources))
    if (functions.some(({ name }) => name.startsWith(`${prefix}.`))) modules.set(prefix, await moduleText(request));
  return functions.map((symbol) => {
    const { name, address, bytes, origins = [] } = symbol;
    const module = modules.get(name.split('.')[0] as string);
    const lines = instructions(image, symbol, target, nameOf).map((line): AnnotatedLine => {
      const at = origins.findLast(([offset]) => offset <= line.address - address)?.[1] ?? 0;
      const text = line.code === '' ? undefined : module?.textAt.get(at);
      if (module === undefined || text === undefined) return line;
      const source = module.placeAt(at);
      return { ...line, wasm: { at, text }, ...(source && { source }) };
    });
    return { name, address, bytes, lines };
  });
};
