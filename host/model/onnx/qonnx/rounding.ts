type Round = (value: number) => number;

/** The same on both sides of 0; what rounds to 0 from below is -0. */
const mirrored =
  (round: Round): Round =>
  (value) =>
    value < 0 ? -round(-value) : round(value);

const nearest = (half: (floor: number) => number): Round =>
  mirrored((value) => {
    const floor = Math.floor(value);
    const rest = value - floor;
    if (rest === 0.5) return half(floor);
    return rest > 0.5 ? floor + 1 : floor;
  });

export const roundHalfEven = nearest((floor) => (floor % 2 === 0 ? floor : floor + 1));

/** Rounding modes of QONNX by their names in capitals (qonnx, docs/qonnx-custom-ops/intquant_v1.md). */
export const roundings: Readonly<Record<string, Round>> = {
  ROUND: roundHalfEven,
  HALF_EVEN: roundHalfEven,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  UP: mirrored(Math.ceil),
  DOWN: mirrored(Math.floor),
  HALF_UP: nearest((floor) => floor + 1),
  HALF_DOWN: nearest((floor) => floor),
};
