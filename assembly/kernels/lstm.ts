import { clamp, requantize } from '../arith/requantize';
import { rescale_wide } from '../arith/s16/rescale';
import { sigmoid_s16, tanh_s16 } from '../arith/s16/sigmoid';
import { GATE_BYTES, GATES, Lstm } from '../shared/lstm_layout';

/**
 * Long short-term memory over sequences (tensorflow/lite/micro/kernels/lstm_eval.h, EvalLstm): gates are rescaled to Q3.12, what
 * comes out of sigmoid and tanh is Q0.15. T is the type of activations, A that of their sums.
 * @param x       T[batch, times, inputs] or T[times, batch, inputs]
 * @param hidden  T[batch, units], kept between calls
 * @param cell    s16[batch, units], kept between calls
 * @param y       T[batch, times, units] or T[times, batch, units]
 * @param p       fields `Lstm`, then for each unit and gate (forget, input, cell, output): A what the input's sum begins with,
 *                A what the hidden state's begins with, s8[inputs], s8[units], up to a multiple of 4
 */
export function lstm<T, A>(x: usize, hidden: usize, cell: usize, y: usize, p: usize): void {
  const bytes = <usize>load<i32>(p, Lstm.UNITS) * sizeof<T>();
  for (let batch = load<i32>(p, Lstm.BATCH); batch; batch--) {
    let from = x;
    let to = y;
    for (let times = load<i32>(p, Lstm.TIMES); times; times--) {
      step<T, A>(from, hidden, cell, to, p);
      // All gates have seen the old state.
      for (let at: usize = 0; at < bytes; at += sizeof<T>()) store<T>(hidden + at, load<T>(to + at));
      from += load<i32>(p, Lstm.INPUT_TIME);
      to += load<i32>(p, Lstm.OUTPUT_TIME);
    }
    x += load<i32>(p, Lstm.INPUT_BATCH);
    y += load<i32>(p, Lstm.OUTPUT_BATCH);
    hidden += bytes;
    cell += load<i32>(p, Lstm.UNITS) << 1;
  }
}

/** One time of one sequence: the cell's new state, and the hidden state as output. */
function step<T, A>(x: usize, hidden: usize, cell: usize, y: usize, p: usize): void {
  const table = p + Lstm.TABLE;
  const gateBytes = load<i32>(p, Lstm.GATE_WEIGHT_BYTES);
  let w = p + Lstm.BYTES;
  for (let units = load<i32>(p, Lstm.UNITS); units; units--) {
    const forget = sigmoid_s16(3 * gate<T, A>(x, hidden, w, p, 0), table);
    const input = sigmoid_s16(3 * gate<T, A>(x, hidden, w + gateBytes, p, 1), table);
    const update = tanh_s16(3 * gate<T, A>(x, hidden, w + 2 * gateBytes, p, 2), table);
    const output = sigmoid_s16(3 * gate<T, A>(x, hidden, w + 3 * gateBytes, p, 3), table);
    const kept = requantize(
      forget * load<i16>(cell),
      load<i32>(p, Lstm.FORGET_MULTIPLIER),
      load<i32>(p, Lstm.FORGET_SHIFT),
    );
    const added = requantize(input * update, load<i32>(p, Lstm.UPDATE_MULTIPLIER), load<i32>(p, Lstm.UPDATE_SHIFT));
    let state = saturate(saturate(kept) + saturate(added));
    const clip = load<i32>(p, Lstm.CLIP);
    if (clip) state = max(min(clip, state), 0 - clip);
    store<i16>(cell, state);
    const factor = load<i32>(p, Lstm.CELL_FACTOR);
    const shift = load<i32>(p, Lstm.CELL_SHIFT);
    const scaled = tanh_s16((state * factor + ((1 << shift) >> 1)) >> shift, table);
    const result = requantize(scaled * output, load<i32>(p, Lstm.HIDDEN_MULTIPLIER), load<i32>(p, Lstm.HIDDEN_SHIFT));
    const bits: i32 = sizeof<T>() << 3;
    const most = (1 << (bits - 1)) - 1;
    store<T>(y, <T>clamp(result + load<i32>(p, Lstm.HIDDEN_ZERO), ~most, most));
    cell += 2;
    y += sizeof<T>();
    w += GATES * gateBytes;
  }
}

function saturate(x: i32): i32 {
  return clamp(x, -32768, 32767);
}

/** Weighs input and hidden state, each saturated, and their sum, Q3.12. */
function gate<T, A>(x: usize, hidden: usize, w: usize, p: usize, which: usize): i32 {
  const rescale = p + Lstm.RESCALES + which * GATE_BYTES;
  const weights = w + 2 * sizeof<A>();
  const inputs = load<i32>(p, Lstm.INPUTS);
  const seen = saturate(weigh<T, A>(x, weights, inputs, load<A>(w), rescale));
  const units = load<i32>(p, Lstm.UNITS);
  const remembered = saturate(
    weigh<T, A>(hidden, weights + inputs, units, load<A>(w, sizeof<A>()), rescale + (GATE_BYTES >> 1)),
  );
  return saturate(seen + remembered);
}

function weigh<T, A>(x: usize, w: usize, n: i32, sum: A, rescale: usize): i32 {
  const end = w + n;
  while (w != end) {
    sum += <A>(<i32>load<T>(x) * <i32>load<i8>(w));
    x += sizeof<T>();
    w++;
  }
  const multiplier = load<i32>(rescale);
  const shift = load<i32>(rescale, 4);
  if (sizeof<A>() == 8) return rescale_wide(<i64>sum, multiplier, shift);
  return requantize(<i32>sum, multiplier, shift);
}
