/** Numbers of a network: of the demo's trainer, of the family's. */
export type Reals = Float64Array | Float32Array;
