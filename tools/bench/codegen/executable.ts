import type { Image } from '../../../host/aot/image.ts';

/** A function's name, an instruction or a literal. */
export interface CodeLine {
  readonly address: number;
  readonly text: string;
}

/** One compiler's translation of a subject, placed in flash. */
export interface Executable extends Pick<Image, 'segments' | 'entry'> {
  /** Of the module's functions that the call reaches, without the compiler's support library. */
  readonly codeBytes: number;
  /** Whether the call reaches the compiler's support library. */
  readonly usesLibrary: boolean;
  readonly lines: () => CodeLine[];
}
