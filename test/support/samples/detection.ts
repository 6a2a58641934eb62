import type { Graph, OperatorKind } from '../../../host/model/graph.ts';
import { type Draft, network } from '../drafts.ts';

const BOXES = 5;
const CLASSES = 3;
const MOST = 4;

const row = (...shape: number[]): Draft => ({ dtype: 'float32', shape });
/** y, x, height, width of each. */
const anchors: Draft = {
  ...row(BOXES, 4),
  data: new Uint8Array(Float32Array.from({ length: BOXES * 4 }, (_, at) => 0.25 + (at % 7) / 8).buffer),
};

export const detectionSamples = {
  TFLite_Detection_PostProcess: network(
    [row(1, BOXES, 4), row(1, BOXES, CLASSES + 1), anchors, row(1, MOST, 4), row(1, MOST), row(1, MOST), row(1)],
    [
      {
        kind: 'TFLite_Detection_PostProcess',
        inputs: [0, 1, 2],
        outputs: [3, 4, 5, 6],
        options: {
          maxDetections: MOST,
          maxClassesPerDetection: 1,
          detectionsPerClass: 100,
          useRegularNms: false,
          nmsScoreThreshold: 0.25,
          nmsIouThreshold: 0.5,
          numClasses: CLASSES,
          yScale: 10,
          xScale: 10,
          hScale: 5,
          wScale: 5,
        },
      },
    ],
    [0, 1],
    [3, 4, 5, 6],
  ),
} satisfies Partial<Record<OperatorKind, Graph>>;
