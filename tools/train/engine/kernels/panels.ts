/** Columns that lie together: two vectors. */
export const PANEL: i32 = 8;

/**
 * b[k][n] as panels f32[ceil(columns / 8)][depth][8]; columns beyond the last are 0.
 * @param b  f32 at b + k * bDepth + n * bColumn; strides are bytes
 */
export function pack(panels: usize, b: usize, bDepth: usize, bColumn: usize, depth: i32, columns: i32): void {
  for (let first = 0; first < columns; first += PANEL) {
    const own = min(PANEL, columns - first);
    const from = b + <usize>first * bColumn;
    if (own === PANEL && bColumn === 4) packWhole(panels, from, bDepth, depth);
    else packSome(panels, from, bDepth, bColumn, depth, own);
    panels += (<usize>(depth * PANEL)) << 2;
  }
}

function packWhole(to: usize, from: usize, bDepth: usize, depth: i32): void {
  for (let k = 0; k < depth; k++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    to += 32;
    from += bDepth;
  }
}

function packSome(to: usize, from: usize, bDepth: usize, bColumn: usize, depth: i32, own: i32): void {
  for (let k = 0; k < depth; k++) {
    let at = from;
    for (let column = 0; column < PANEL; column++) {
      store<f32>(to, column < own ? load<f32>(at) : 0);
      to += 4;
      at += bColumn;
    }
    from += bDepth;
  }
}
