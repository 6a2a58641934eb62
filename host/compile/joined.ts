/** Constants are read by words, or by vectors. */
const ALIGNMENT = 16;

/** Constants of several kernels in one block, and where each begins. */
export const joined = (
  blocks: readonly Uint8Array[],
): { readonly bytes: Uint8Array; readonly offsets: readonly number[] } => {
  const offsets: number[] = [];
  let end = 0;
  for (const block of blocks) {
    const at = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    offsets.push(at);
    end = at + block.length;
  }
  const bytes = new Uint8Array(end);
  blocks.forEach((block, index) => {
    bytes.set(block, offsets[index]);
  });
  return { bytes, offsets };
};
