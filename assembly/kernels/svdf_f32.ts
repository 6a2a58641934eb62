import { clamp_f32 } from '../arith/real/clamp';

/**
 * Singular value decomposition filter (tensorflow/lite/micro/kernels/svdf_common.cc, EvalFloatSvdfReference); see `svdf`.
 * @param x      f32[batch, inputs]
 * @param state  f32[batch, units · rank, memory], the latest last
 * @param y      f32[batch, units]
 * @param p      f32 biases of the units, then each filter's weights of features f32[inputs] and of time f32[memory]
 */
export function svdf_f32(
  x: usize,
  state: usize,
  y: usize,
  batch: i32,
  inputs: usize,
  units: i32,
  rank: i32,
  memory: usize,
  low: f32,
  high: f32,
  p: usize,
): void {
  for (; batch; batch--) {
    let bias = p;
    let weight = p + ((<usize>units) << 2);
    for (let unit = units; unit; unit--) {
      let sum = load<f32>(bias);
      for (let filter = rank; filter; filter--) {
        let newest: f32 = 0;
        const endOfInput = x + (inputs << 2);
        for (let at = x; at != endOfInput; at += 4) {
          newest += load<f32>(weight) * load<f32>(at);
          weight += 4;
        }
        const latest = state + ((memory - 1) << 2);
        let remembered: f32 = 0;
        for (; state != latest; state += 4) {
          store<f32>(state, load<f32>(state, 4));
          remembered += load<f32>(weight) * load<f32>(state);
          weight += 4;
        }
        store<f32>(state, newest);
        sum += remembered + load<f32>(weight) * newest;
        weight += 4;
        state += 4;
      }
      store<f32>(y, clamp_f32(sum, low, high));
      y += 4;
      bias += 4;
    }
    x += inputs << 2;
  }
}
