import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { scrollAfterZoom, WHOLE_SIZE, zoomedByWheel } from './zoom';

type Point = { readonly x: number; readonly y: number };

/** Pixels that a wheel turns by a line, and by a page, where it does not say pixels. */
const LINE = 16;
const PAGE = 800;

/**
 * The zoom of a picture in a frame that scrolls. What is under the mouse stays
 * there, and where no mouse asks what is in the middle.
 *
 * @param margin - pixels before the picture, which do not grow
 * @param onScrolled - told after the frame was scrolled for it
 */
export function useZoom(
  frame: RefObject<HTMLElement>,
  margin: Point,
  onScrolled: () => void,
): readonly [zoom: number, zoomTo: (zoom: number, at?: Point) => void] {
  const [zoom, setZoom] = useState(WHOLE_SIZE);
  const shown = useRef(zoom);
  const point = useRef<Point>();
  const zoomTo = useCallback((next: number, at?: Point) => {
    point.current = at;
    setZoom(next);
  }, []);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || shown.current === zoom) return;
    const ratio = zoom / shown.current;
    shown.current = zoom;
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = element;
    const { x, y } = point.current ?? {
      x: clientWidth / 2,
      y: clientHeight / 2,
    };
    element.scrollLeft = scrollAfterZoom({
      scroll: scrollLeft,
      point: x,
      margin: margin.x,
      ratio,
    });
    element.scrollTop = scrollAfterZoom({
      scroll: scrollTop,
      point: y,
      margin: margin.y,
      ratio,
    });
    onScrolled();
  }, [frame, zoom, margin, onScrolled]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      // Else the browser zooms the whole page.
      event.preventDefault();
      const unit = [1, LINE, PAGE][event.deltaMode];
      const { left, top } = element.getBoundingClientRect();
      point.current = { x: event.clientX - left, y: event.clientY - top };
      setZoom(before => zoomedByWheel(before, event.deltaY * unit));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame]);
  return [zoom, zoomTo];
}
