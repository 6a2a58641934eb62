/** A statement per image of a batch; addresses step by the bytes of one image. */
export const perImage = (images: number, statement: (image: number | undefined) => string): string =>
  images === 1 ? statement(undefined) : `for (let n: usize = 0; n < ${images}; n++) ${statement(0)}`;

export const stepped = (address: string, bytes: number, image: number | undefined): string =>
  image === undefined ? address : `${address} + n * ${bytes}`;
