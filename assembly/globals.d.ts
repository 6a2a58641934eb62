/** Whether the target has the instructions of arith/dsp: the compiler's `--use HAS_DSP=0|1`. */
declare const HAS_DSP: bool;

/** There in modules of which some layers round otherwise than TensorFlow Lite Micro: the compiler's `--use ROUNDS_OTHERWISE=1`. */
declare const ROUNDS_OTHERWISE: bool;

/** Where a literal's characters lie, with a zero behind them; host/compile/ascii.ts puts the bytes in its place. */
declare function ascii(text: string): usize;
