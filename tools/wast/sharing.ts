import type { WasmModule } from '../../host/aot/wasm/module.ts';

/** A sandboxed module's memory and tables are its own: which modules of a script are not what they would be if they shared them. */
export class Sharing {
  readonly #byName = new Map<string, WasmModule>();
  readonly #sources = new Map<WasmModule, readonly WasmModule[]>();
  readonly #tainted = new Set<WasmModule>();

  register(name: string, module: WasmModule): void {
    this.#byName.set(name, module);
  }

  /** To be called once for each module, in order. */
  add(module: WasmModule): void {
    const { tables, memories, globals, imports } = module;
    const from = (item: { readonly module: string }): WasmModule[] => [this.#byName.get(item.module) ?? []].flat();
    const shared = [...tables, ...memories].flatMap((item) => (item.import ? from(item.import) : []));
    const taken = [...imports, ...globals.flatMap(({ source }) => ('import' in source ? [source.import] : []))];
    const sources = taken.flatMap(from);
    this.#sources.set(module, sources);
    if (shared.length > 0 || sources.some((source) => this.#tainted.has(source))) this.#taint(module);
    for (const one of shared) this.#taint(one);
  }

  isTainted(module: WasmModule): boolean {
    return this.#tainted.has(module);
  }

  #taint(module: WasmModule): void {
    this.#tainted.add(module);
    for (const [importer, sources] of this.#sources)
      if (sources.includes(module) && !this.#tainted.has(importer)) this.#taint(importer);
  }
}
