import type { Tensor } from '../graph.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/**
 * inputs: encodings [1, boxes, 4 or more], scores [1, boxes, classes, one more where there is a background], anchors [boxes, 4];
 * outputs: boxes [1, most, 4], classes [1, most], scores [1, most], how many [1]. Of several classes a detection the reference
 * writes rows elsewhere, and beyond its tensors.
 */
export default {
  kinds: ['TFLite_Detection_PostProcess'],
  inputs: [3, 3],
  outputs: [4, 4],
  refusal: ({ options: { useRegularNms, maxClassesPerDetection, numClasses } }, { inputs, outputs }) => {
    const classes = Math.min(maxClassesPerDetection, numClasses);
    return (
      refuseMixed([...inputs, ...outputs], 'float32') ??
      (useRegularNms || classes <= 1 ? undefined : `with ${classes} classes a detection`)
    );
  },
  complaint: ({ options }, { x, inputs: [, scores, anchors], outputs }) => {
    const { useRegularNms, maxClassesPerDetection, detectionsPerClass, maxDetections: most, numClasses } = options;
    const [, boxes = 0, encoded = 0] = x.shape;
    const scored = (scores as Tensor).shape.at(-1) ?? 0;
    if (encoded < 4) return `boxes of shape [${x.shape}]`;
    if (numClasses < 1 || scored < numClasses || scored > numClasses + 1)
      return `${scored} scores a box for ${numClasses} classes`;
    if (most < 1) return `${most} detections at most`;
    if (useRegularNms ? detectionsPerClass < 1 : maxClassesPerDetection < 1)
      return useRegularNms
        ? `${detectionsPerClass} detections a class`
        : `${maxClassesPerDetection} classes a detection`;
    const { nmsIouThreshold: overlap, nmsScoreThreshold: least, yScale, xScale, hScale, wScale } = options;
    if (!(overlap > 0 && overlap <= 1)) return `a largest overlap of ${overlap}, which is not above 0 and up to 1`;
    if (Number.isNaN(least)) return 'a least score that is no number';
    if ([yScale, xScale, hScale, wScale].some((scale) => scale === 0 || !Number.isFinite(scale)))
      return `scales ${yScale}, ${xScale}, ${hScale}, ${wScale}`;
    const [detected, labels, values, number] = outputs as [Tensor, Tensor, Tensor, Tensor];
    return wrongShape(
      [x, [1, boxes, encoded]],
      [scores as Tensor, [1, boxes, scored]],
      [anchors as Tensor, [boxes, 4]],
      [detected, [1, most, 4]],
      [labels, [1, most]],
      [values, [1, most]],
      [number, [1]],
    );
  },
} satisfies OperatorRules<'TFLite_Detection_PostProcess'>;
