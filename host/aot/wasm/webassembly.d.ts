// What the compiler needs of the WebAssembly JavaScript API besides host/execute/webassembly.d.ts.
declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
}
