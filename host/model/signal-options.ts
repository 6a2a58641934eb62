import type { DType } from './graph.ts';

type None = Record<never, never>;

interface Transform {
  /** What the file says of its tensors. */
  readonly type: DType;
  readonly fftLength: number;
}

/** Options of the audio front end's operators, named as their keys are (tflite-micro, signal/micro/kernels). */
export interface SignalOptions {
  SignalDelay: { readonly delayLength: number };
  SignalEnergy: { readonly endIndex: number; readonly startIndex: number };
  SignalFftAutoScale: None;
  SignalFilterBank: { readonly numChannels: number };
  SignalFilterBankLog: { readonly inputCorrectionBits: number; readonly outputScale: number };
  SignalFilterBankSpectralSubtraction: {
    readonly alternateOneMinusSmoothing: number;
    readonly alternateSmoothing: number;
    readonly clamping: boolean;
    readonly minSignalRemaining: number;
    readonly numChannels: number;
    readonly oneMinusSmoothing: number;
    readonly smoothing: number;
    readonly smoothingBits: number;
    readonly spectralSubtractionBits: number;
  };
  SignalFilterBankSquareRoot: None;
  SignalFramer: { readonly frameSize: number; readonly frameStep: number; readonly prefill: boolean };
  SignalIrfft: Transform;
  SignalOverlapAdd: { readonly type: DType; readonly frameStep: number };
  SignalPCAN: { readonly snrShift: number };
  SignalRfft: Transform;
  SignalStacker: {
    readonly numChannels: number;
    readonly stackerLeftContext: number;
    readonly stackerRightContext: number;
    readonly stackerStep: number;
  };
  SignalWindow: { readonly shift: number };
}
