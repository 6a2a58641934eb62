// Shared by asc and tsc: constants only, no loads, no host types.

/** What is added to a multiplier's shift, -31 .. 30, that does not round twice: see assembly/arith/round_otherwise.ts. */
export enum Rounds {
  /** Above all plain shifts, below all others. */
  OTHERWISE = 128,
  FLOAT32 = 256,
  UP = 512,
}
