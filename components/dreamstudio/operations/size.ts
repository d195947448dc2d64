/** Width and height of a picture, and how a person reads them. */

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

/** `1216x832` */
export const sizeInWords = ({ width, height }: Size): string => `${width}x${height}`;

export const sizesInWords = (sizes: readonly Size[]): string => sizes.map(sizeInWords).join(", ");
