/** What a run is doing now, and how far it is where that is known. */
export type Step = 'import' | 'compile' | 'link' | 'classify' | 'flash' | 'verify' | 'time' | 'measure';
export type Progress = (step: Step, done?: number, total?: number) => void;
