// A window's pixels one after the other are a row; a row of a window is one run of floats in the image. No padding.

/**
 * Rows of windows: f32[outH * outW][kernel * kernel * channels] from f32[h][w][channels].
 * @param run  bytes of a row of a window, kernel * channels * 4
 */
export function gather(
  windows: usize,
  image: usize,
  outH: i32,
  outW: i32,
  kernel: i32,
  run: usize,
  imageRow: usize,
  step: usize,
  rowStep: usize,
): void {
  for (let y = 0; y < outH; y++) {
    let corner = image + <usize>y * rowStep;
    for (let x = 0; x < outW; x++) {
      let from = corner;
      for (let ky = 0; ky < kernel; ky++) {
        copy(windows, from, run);
        windows += run;
        from += imageRow;
      }
      corner += step;
    }
  }
}

/** Adds rows of windows to where `gather` takes them from. */
export function scatter(
  windows: usize,
  image: usize,
  outH: i32,
  outW: i32,
  kernel: i32,
  run: usize,
  imageRow: usize,
  step: usize,
  rowStep: usize,
): void {
  for (let y = 0; y < outH; y++) {
    let corner = image + <usize>y * rowStep;
    for (let x = 0; x < outW; x++) {
      let to = corner;
      for (let ky = 0; ky < kernel; ky++) {
        add(to, windows, run);
        windows += run;
        to += imageRow;
      }
      corner += step;
    }
  }
}

function copy(to: usize, from: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, v128.load(from + at));
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(from + at));
}

function add(to: usize, from: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 16 <= bytes; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
}
