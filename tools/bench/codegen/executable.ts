import type { Image } from '../../../host/aot/image.ts';

/** One compiler's translation of a subject, placed in flash. */
export interface Executable extends Pick<Image, 'segments' | 'entry'> {
  /** Of the module's functions that the call reaches, without the compiler's support library. */
  readonly codeBytes: number;
  readonly listing: () => string;
}
