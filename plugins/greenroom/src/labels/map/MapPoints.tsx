import { memo, useMemo } from 'react';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import type { Place } from './area';
import { glyphOf } from './glyphs';
import styles from './map.module.css';

const RADIUS = 3.4;
/** What is doubtful is drawn larger and with an outline. */
const FLAGGED_RADIUS = 4.6;

/** All points in as many paths as there are classes, twice: thousands of points stay fast to draw. */
export const MapPoints = memo(
  (props: {
    points: LabelMap['points'];
    places: readonly Place[];
    classes: readonly string[];
    /** Only this class stands out. */
    only?: string;
  }) => {
    const { points, places, classes, only } = props;
    const paths = useMemo(() => {
      const found = new Map<string, { plain: string; flagged: string }>();
      points.forEach(({ label, kind }, index) => {
        const own = found.get(label) ?? { plain: '', flagged: '' };
        const { draw } = glyphOf(classes.indexOf(label));
        const { x, y } = places[index];
        if (kind === undefined) own.plain += draw(x, y, RADIUS);
        else own.flagged += draw(x, y, FLAGGED_RADIUS);
        found.set(label, own);
      });
      return [...found];
    }, [points, places, classes]);
    const layer = (which: 'plain' | 'flagged') =>
      paths.map(([label, own]) => (
        <path
          key={label}
          className={styles[which]}
          data-aside={only !== undefined && only !== label}
          fill={glyphOf(classes.indexOf(label)).colour}
          d={own[which]}
        />
      ));
    return (
      <>
        <g>{layer('plain')}</g>
        <g>{layer('flagged')}</g>
      </>
    );
  },
);
