/** Smaller and nothing can be told apart; larger and a node fills the frame. */
const LEAST = 0.2;
const MOST = 2;
/** Of a press of a key or a button. */
const STEP = 1.25;
/** Of a wheel, per pixel that it turned: a notch of 100 pixels is a step. */
const PER_PIXEL = Math.log(STEP) / 100;

export const WHOLE_SIZE = 1;

export type Step = 'in' | 'out';

export function zoomed(zoom: number, step: Step): number {
  return within(step === 'in' ? zoom * STEP : zoom / STEP);
}

/** @param pixels - that a wheel turned; away from the person is negative, and nearer */
export function zoomedByWheel(zoom: number, pixels: number): number {
  return within(zoom * Math.exp(-pixels * PER_PIXEL));
}

/** At which a picture is as wide as its frame, but not larger than it is. */
export function zoomToFit(pictureWidth: number, frameWidth: number): number {
  return within(
    pictureWidth > 0 ? Math.min(WHOLE_SIZE, frameWidth / pictureWidth) : 1,
  );
}

function within(zoom: number): number {
  const near = Math.abs(zoom - WHOLE_SIZE) < 0.01 ? WHOLE_SIZE : zoom;
  return Math.min(MOST, Math.max(LEAST, near));
}

/**
 * How far a frame is scrolled after a zoom, along one axis, so that what was
 * under a point of the frame stays there.
 *
 * @param margin - pixels before the picture, which do not grow
 */
export function scrollAfterZoom({
  scroll,
  point,
  margin,
  ratio,
}: {
  readonly scroll: number;
  readonly point: number;
  readonly margin: number;
  /** Of the zoom after to the zoom before. */
  readonly ratio: number;
}): number {
  return (scroll + point - margin) * ratio + margin - point;
}
