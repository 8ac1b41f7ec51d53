import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../../components/numbers';
import { type Area, type Place, rectangle } from './area';
import { glyphOf } from './glyphs';
import { MapPoints } from './MapPoints';
import { HEIGHT, nearest, planeOf, stepBy, WIDTH } from './plane';
import { useLasso } from './useLasso';
import styles from './map.module.css';

/** How far from a point the pointer may be, in units of the drawing. */
const REACH = 12;
const RING = 7;
/** A rectangle takes its corners in. */
const MARGIN = 0.5;

export type Shown = { index: number; by: 'pointer' | 'keyboard' };

/** Rows as points. A pointer draws round them; arrow keys go from one to the next. */
export function MapPlot(props: {
  points: LabelMap['points'];
  classes: readonly string[];
  only?: string;
  area?: Area;
  selected: LabelMap['points'];
  shown?: Shown;
  onShow: (shown: Shown | undefined) => void;
  onTurn: (keys: readonly string[]) => void;
  onDraw: (area: Area) => void;
}) {
  const { points, classes, only, area, selected, shown } = props;
  const { onShow, onTurn, onDraw } = props;
  const drawing = useRef<SVGSVGElement>(null);
  const [corner, setCorner] = useState<number>();
  const plane = useMemo(() => planeOf(points), [points]);
  const places = useMemo(
    () => points.map(point => plane.toDrawing(point)),
    [points, plane],
  );
  const inUnits = (corners: readonly Place[]) =>
    corners.map(each => plane.fromDrawing(each));
  const { stroke, handlers } = useLasso(drawing, {
    hover: place => {
      const index = place && nearest(places, place, REACH);
      if (index !== undefined && index !== shown?.index)
        onShow({ index, by: 'pointer' });
    },
    press: place => {
      const index = nearest(places, place, REACH);
      if (index === undefined) return;
      onShow({ index, by: 'pointer' });
      onTurn([points[index].key]);
    },
    outline: corners => onDraw(inUnits(corners)),
  });

  const here = shown?.index ?? 0;
  const frame =
    corner === undefined
      ? undefined
      : rectangle(places[corner], places[here], { x: MARGIN, y: MARGIN });
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepBy(places, here, event.key);
    if (next !== undefined) onShow({ index: next, by: 'keyboard' });
    else if (event.key === ' ' || (event.key === 'Enter' && !frame))
      onTurn([points[here].key]);
    else if (frame && ['r', 'R', 'Enter'].includes(event.key)) {
      setCorner(undefined);
      onDraw(inUnits(frame));
    } else if (event.key === 'r' || event.key === 'R') setCorner(here);
    else if (event.key === 'Escape' && frame) setCorner(undefined);
    else return;
    event.preventDefault();
    // The resolver's keys are not meant here.
    event.stopPropagation();
  };

  const outline = (corners: readonly Place[]) =>
    corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const rings = selected
    .map(point => {
      const { x, y } = plane.toDrawing(point);
      return glyphOf(0).draw(x, y, RING);
    })
    .join('');
  return (
    <svg
      ref={drawing}
      className={styles.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="application"
      aria-label={`Map of ${count(
        points.length,
      )} rows: arrows go from point to point, Space selects, R begins and ends a rectangle, Escape leaves it; the table below lists the same rows`}
      // What answers to arrow keys must take focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={press}
      onFocus={() => {
        if (!shown) onShow({ index: 0, by: 'keyboard' });
      }}
      {...handlers}
    >
      <MapPoints
        points={points}
        places={places}
        classes={classes}
        only={only}
      />
      {area ? (
        <polygon
          className={styles.area}
          points={outline(area.map(each => plane.toDrawing(each)))}
        />
      ) : null}
      <path className={styles.selected} d={rings} />
      {[stroke, frame ?? []].map((corners, index) =>
        corners.length > 1 ? (
          <polygon
            key={index}
            className={styles.area}
            points={outline(corners)}
          />
        ) : null,
      )}
      {shown && places[shown.index] ? (
        <circle
          className={styles.cursor}
          cx={places[shown.index].x}
          cy={places[shown.index].y}
          r={RING + 2}
        />
      ) : null}
    </svg>
  );
}
