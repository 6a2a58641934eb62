const BLOCK_BYTES = 512;

/** A UF2 file of `blocks` blocks of 256 bytes each, from the start of an RP2040's flash. */
export const uf2File = (blocks: number, familyId = 0xe48b_ff56, address = 0x1000_0000): Uint8Array => {
  const file = new Uint8Array(BLOCK_BYTES * blocks);
  const view = new DataView(file.buffer);
  for (let block = 0; block < blocks; block++) {
    const header = [0x0a32_4655, 0x9e5d_5157, 0x2000, address + 256 * block, 256, block, blocks, familyId];
    for (const [word, value] of header.entries()) view.setUint32(BLOCK_BYTES * block + 4 * word, value, true);
    view.setUint32(BLOCK_BYTES * (block + 1) - 4, 0x0ab1_6f30, true);
  }
  return file;
};
