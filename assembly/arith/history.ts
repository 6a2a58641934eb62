/** Keeps what came last: `bytes` of what was kept before and of the `n` bytes at `x` behind it. */
export function remember(kept: usize, bytes: usize, x: usize, n: usize): void {
  const fresh = min(n, bytes);
  memory.copy(kept, kept + fresh, bytes - fresh);
  memory.copy(kept + bytes - fresh, x + n - fresh, fresh);
}

/** The first `n` bytes of what was kept and of what is at `x` behind it. */
export function recall(kept: usize, bytes: usize, x: usize, y: usize, n: usize): void {
  const old = min(n, bytes);
  memory.copy(y, kept, old);
  memory.copy(y + old, x, n - old);
}
