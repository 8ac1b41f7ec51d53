/** Pictures of more pixels are refused: 100 megapixels. */
export const LIMIT_PIXELS = 100_000_000;
/** A picture that takes longer is refused. */
export const LIMIT_SECONDS = 10;
