import { type Draft, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import type { OperatorModels } from './spec.ts';

/** What encodings reach either way, and what they are divided by: a box moves by up to half its anchor, and grows by up to e. */
const REACH = 5;
const MOVE_SCALE = 10;
const GROWTH_SCALE = 5;
/** Anchors of size 1 that are as far apart have boxes apart. */
const APART = 4;

const row = (...shape: number[]): Draft => ({ dtype: 'float32', shape });
const share = (random: Random): number => random.below(2 ** 16) / 2 ** 16;

/** y, x, height, width of each. */
const anchorsOf = (boxes: number, anchor: (box: number) => readonly number[]): Draft => ({
  dtype: 'float32',
  shape: [boxes, 4],
  data: new Uint8Array(Float32Array.from(Array.from({ length: boxes }, (_, box) => anchor(box)).flat()).buffer),
});

const sizes = (random: Random) => {
  const numClasses = 1 + random.below(6);
  return { numClasses, encoded: 4 + random.below(3), scored: numClasses + random.below(2) };
};

const anywhere = (random: Random) => () => [
  share(random),
  share(random),
  0.05 + share(random) / 2,
  0.05 + share(random) / 2,
];

const scales = { yScale: MOVE_SCALE, xScale: MOVE_SCALE, hScale: GROWTH_SCALE, wScale: GROWTH_SCALE };

interface Detector {
  readonly boxes: number;
  readonly most: number;
  readonly anchors: Draft;
  readonly nmsScoreThreshold: number;
  /** Outputs that the reference writes whole, by their places. */
  readonly whole: readonly number[];
  readonly detectionsPerClass?: number;
}

const detector = (random: Random, given: Detector) => {
  const { boxes, most, anchors, nmsScoreThreshold, whole, detectionsPerClass } = given;
  const { numClasses, encoded, scored } = sizes(random);
  const options = {
    ...scales,
    ...{ numClasses, nmsScoreThreshold },
    maxDetections: most,
    maxClassesPerDetection: 1,
    detectionsPerClass: detectionsPerClass ?? 100,
    useRegularNms: detectionsPerClass !== undefined,
    nmsIouThreshold: Math.fround(0.05 + 0.9 * share(random)),
  };
  return network(
    [row(1, boxes, encoded), row(1, boxes, scored), anchors, row(1, most, 4), row(1, most), row(1, most), row(1)],
    [{ kind: 'TFLite_Detection_PostProcess', inputs: [0, 1, 2], outputs: [3, 4, 5, 6], options }],
    [0, 1],
    whole.map((output) => 3 + output),
  );
};

/** Class by class. */
const regular = (random: Random) => {
  const boxes = 2 + random.below(40);
  return detector(random, {
    boxes,
    most: 2 + random.below(12),
    anchors: anchorsOf(boxes, anywhere(random)),
    nmsScoreThreshold: Math.fround(share(random)),
    whole: [0, 1, 2, 3],
    detectionsPerClass: 1 + random.below(8),
  });
};

/** By each box's best class; of a number of detections that the input decides, only the number. */
const counted = (random: Random) => {
  const boxes = 2 + random.below(40);
  return detector(random, {
    boxes,
    most: 1 + random.below(12),
    anchors: anchorsOf(boxes, anywhere(random)),
    nmsScoreThreshold: Math.fround(share(random)),
    whole: [3],
  });
};

/** By each box's best class, with boxes in as many places as there are to be detections. */
const full = (random: Random) => {
  const most = 1 + random.below(8);
  const boxes = most * (1 + random.below(6));
  const near = (place: number) => APART * place + share(random) / 4;
  return detector(random, {
    boxes,
    most,
    anchors: anchorsOf(boxes, (box) => [near(box % most), near(0), 1, 1]),
    nmsScoreThreshold: -1,
    whole: [0, 1, 2, 3],
  });
};

export default [
  {
    kind: 'TFLite_Detection_PostProcess',
    dtype: 'float32',
    make: (random) => random.pick([regular, regular, full, counted])(random),
    limits: ({ id }) => (id === 0 ? [-REACH, REACH] : [0, 1]),
  },
] satisfies readonly OperatorModels[];
