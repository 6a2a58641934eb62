import type { BoardSpec } from '../../boards/spec.ts';
import type { ImageForm } from '../firmware/image-forms.ts';

export type ProgramEvent =
  | { readonly kind: 'found'; readonly place: string }
  | { readonly kind: 'written'; readonly bytes: number; readonly total: number }
  | { readonly kind: 'booted' };

export interface ProgramRequest {
  readonly board: BoardSpec;
  /** The file in the form this programmer takes. */
  readonly bytes: Uint8Array;
  /** Where the board is, if the user said so; otherwise it is searched. */
  readonly place?: string;
  readonly onEvent?: (event: ProgramEvent) => void;
}

/** One way to put an image on a board. That it runs is proven by the caller, over the link. */
export interface ProgrammerSpec {
  readonly title: string;
  /** What it writes to the board. */
  readonly form: ImageForm;
  /** Places where a board of this kind waits for an image. */
  detect(board: BoardSpec): readonly string[];
  flash(request: ProgramRequest): Promise<void>;
}
