/** A network of one input and one output, loaded into some runtime; int8 in and out. */
export interface Loaded {
  /** One inference, to look at its output. */
  readonly infer: (input: Uint8Array) => Promise<Uint8Array>;
  /** So many inferences back to back, each with its copies in and out. */
  readonly repeat: (input: Uint8Array, times: number) => void | Promise<void>;
}

/** The paths of one network in the forms that runtimes read. */
export interface NetworkFiles {
  readonly tflite: string;
  /** With the same weights, quantised and dequantised around each operator; not every network has one. */
  readonly onnx?: string;
}

export interface Runtime {
  readonly name: string;
  /** Undefined where the runtime cannot run this network. */
  readonly load: (files: NetworkFiles) => Promise<Loaded | undefined>;
}
