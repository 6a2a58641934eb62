/** Options of the operator that makes detections of boxes, named as their keys are (tflite-micro, detection_postprocess.cc). */
export interface DetectionOptions {
  TFLite_Detection_PostProcess: {
    readonly maxDetections: number;
    readonly maxClassesPerDetection: number;
    /** Counts only where classes are gone through one by one. */
    readonly detectionsPerClass: number;
    readonly useRegularNms: boolean;
    readonly nmsScoreThreshold: number;
    readonly nmsIouThreshold: number;
    readonly numClasses: number;
    readonly yScale: number;
    readonly xScale: number;
    readonly hScale: number;
    readonly wScale: number;
  };
}
