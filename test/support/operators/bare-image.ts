import { compileModule, type Target } from '../../../host/aot/compile-module.ts';
import type { Image } from '../../../host/aot/image.ts';
import { link } from '../../../host/aot/link.ts';
import type { Section } from '../../../host/aot/object-code.ts';
import { compileAssemblyScript } from '../../../host/compile/asc.ts';
import { modelSource } from '../../../host/compile/compile-graph.ts';
import type { CompiledModel } from '../../../host/compile/compiled-model.ts';
import { FLASH, RAM_ORIGIN } from '../../../host/emulate/bare/machine.ts';
import { supportLibrary } from '../../../host/firmware/support-library.ts';

export const RAM_BYTES = 4 << 20;
const STACK_BYTES = 16 << 10;

/** Compiled once a target. */
const libraries = new Map<Target, Promise<readonly Section[]>>();
const libraryOf = (target: Target): Promise<readonly Section[]> => {
  const library = libraries.get(target) ?? supportLibrary(target);
  libraries.set(target, library);
  return library;
};

/** A model's layers and what they need, without a runtime, for a bare core with much RAM. */
export const bareImage = async (model: CompiledModel, target: Target): Promise<Image> => {
  const { sections } = compileModule(await compileAssemblyScript(modelSource(model)), { module: 'model', target });
  const reserved: Section = {
    ...{ symbol: 'env.arena', kind: 'bss', align: 16, relocations: [] },
    bytes: new Uint8Array(model.arenaBytes),
  };
  const weights: Section = {
    ...{ symbol: 'env.weights', kind: 'rodata', align: 16, relocations: [] },
    bytes: model.weights,
  };
  const [{ exportName } = { exportName: '' }] = model.layers;
  return link({
    board: 'bare',
    flash: FLASH,
    ram: { name: 'ram', origin: RAM_ORIGIN, bytes: RAM_BYTES },
    stackBytes: STACK_BYTES,
    sections: [...sections, ...(await libraryOf(target)), weights, reserved],
    roots: [...sections.map(({ symbol }) => symbol), 'env.weights', 'env.arena'],
    entry: `model.${exportName}`,
    named: { weights: 'env.weights', arena: 'env.arena', staging: '' },
  });
};
