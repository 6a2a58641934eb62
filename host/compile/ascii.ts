const CALL = /\bascii\('([^']*)'\)/g;

/**
 * Texts of the device's sources as bytes: AssemblyScript's own literals are UTF-16 objects with a head, three times the size.
 * `ascii('ok')` becomes `memory.data<u8>([111, 107, 0])`.
 */
export const withAsciiBytes = (source: string): string =>
  source.replace(CALL, (_, text: string) => `memory.data<u8>([${[...Buffer.from(text, 'latin1'), 0].join(', ')}])`);
