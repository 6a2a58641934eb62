import { clamp, requantize } from '../arith/requantize';
import { Svdf } from '../shared/svdf_layout';

/**
 * Singular value decomposition filter: each filter weighs the input to one number, remembers its last `memory` ones, and weighs
 * those; `rank` filters make a unit (tensorflow/lite/micro/kernels/svdf_common.cc, EvalIntegerSvdfReference). T is the type of
 * what is remembered and of its weights.
 * @param x      s8[batch, inputs]
 * @param state  T[batch, units · rank, memory], the latest last
 * @param y      s8[batch, units]
 * @param p      fields `Svdf`, bias s32[units], then per filter: -zero point of x · Σ weights s32, its weights of features
 *               s8[inputs], of time T[memory]; each of these begins at a multiple of 4
 */
export function svdf<T>(x: usize, state: usize, y: usize, p: usize): void {
  const inputs = <usize>load<i32>(p, Svdf.INPUTS);
  const memoryBytes = <usize>load<i32>(p, Svdf.MEMORY) * sizeof<T>();
  const units = load<i32>(p, Svdf.UNITS);
  const zero = load<i32>(p, Svdf.STATE_ZERO);
  const bits: i32 = sizeof<T>() << 3;
  const most = (1 << (bits - 1)) - 1;
  for (let batch = load<i32>(p, Svdf.BATCH); batch; batch--) {
    let bias = p + Svdf.BYTES;
    let filter = bias + ((<usize>units) << 2);
    for (let unit = units; unit; unit--) {
      let sum = load<i32>(bias);
      for (let rank = load<i32>(p, Svdf.RANK); rank; rank--) {
        const latest = state + memoryBytes - sizeof<T>();
        let dot = load<i32>(filter);
        let weight = filter + 4;
        const endOfInput = x + inputs;
        for (let at = x; at != endOfInput; at++) dot += load<i8>(at) * load<i8>(weight++);
        const scaled = requantize(dot, load<i32>(p, Svdf.FEATURE_MULTIPLIER), load<i32>(p, Svdf.FEATURE_SHIFT));
        const newest = <T>(clamp(scaled, ~most, most) + zero);
        weight = (weight + 3) & ~3;
        while (state != latest) {
          const value = load<T>(state, sizeof<T>());
          store<T>(state, value);
          sum += (<i32>value - zero) * <i32>load<T>(weight);
          state += sizeof<T>();
          weight += sizeof<T>();
        }
        store<T>(state, newest);
        sum += (<i32>newest - zero) * <i32>load<T>(weight);
        state += sizeof<T>();
        filter = (weight + sizeof<T>() + 3) & ~3;
      }
      const scaled = requantize(sum, load<i32>(p, Svdf.TIME_MULTIPLIER), load<i32>(p, Svdf.TIME_SHIFT));
      store<i8>(y, clamp(scaled + load<i32>(p, Svdf.OUT_ZERO), -128, 127));
      y++;
      bias += 4;
    }
    x += inputs;
  }
}
