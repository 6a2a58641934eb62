const LIMIT = 8192;

/** How many primes there are below `limit` (Eratosthenes); `composite` is u8[limit]. */
export function sieve(composite: usize, limit: u32): i32 {
  memory.fill(composite, 0, limit);
  let count = 0;
  for (let n: u32 = 2; n < limit; n++) {
    if (load<u8>(composite + n)) continue;
    count++;
    for (let multiple = n * n; multiple < limit; multiple += n) store<u8>(composite + multiple, 1);
  }
  return count;
}

export function prepare(at: usize): void {
  store<u8>(at, 1);
}

export function run(at: usize): i32 {
  return sieve(at, LIMIT);
}
