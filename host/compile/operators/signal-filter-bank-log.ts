import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import type { OperatorSpec } from './spec.ts';

const SEGMENTS = 128;
const ONE = 2 ** 16;

/** What log2 of 1 to 2 is above a straight line, and a zero behind (tflite-micro, signal/src/log.cc, kLogLut). */
const table = (): Uint8Array => {
  const constants = new Constants();
  for (let segment = 0; segment <= SEGMENTS; segment++)
    constants.s16(Math.round((Math.log2(1 + segment / SEGMENTS) - segment / SEGMENTS) * ONE));
  return constants.s16(0).finish();
};

export default {
  kinds: ['SignalFilterBankLog'],
  lower: ({ options: { inputCorrectionBits, outputScale } }, { x }) => ({
    kernel: 'signal_log',
    constants: table(),
    scratchBytes: 0,
    order: 'elements',
    emit: (at) =>
      `signal_log(${at.inputs[0]}, ${at.output}, ${at.constants}, ${elements(x.shape)}, ${inputCorrectionBits}, ${outputScale >>> 0});`,
  }),
} satisfies OperatorSpec<'SignalFilterBankLog'>;
