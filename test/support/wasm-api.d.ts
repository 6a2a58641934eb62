// What tests need of the WebAssembly JavaScript API besides host/execute/webassembly.d.ts.
declare namespace WebAssembly {
  class RuntimeError extends Error {}
}
