import { useMemo, useState } from 'react';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../../components/Disclosure';
import { Panel } from '../../components/Panel';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { useAddress } from '../../components/useAddress';
import type { LabelViewProps } from '../labelView';
import { showsPictures } from '../showsPictures';
import { useRowHref } from '../useRowHref';
import { AxisChoice } from './AxisChoice';
import { MapLegend } from './MapLegend';
import { MapPlot, type Shown } from './MapPlot';
import { MapTable } from './MapTable';
import { classesOf, mapFinding, mapNote } from './mapWords';
import { PointCard } from './PointCard';
import { SelectedRows } from './SelectedRows';
import { useMapSelection } from './useMapSelection';
import labelStyles from '../labels.module.css';
import styles from './map.module.css';

/** The map, the selection made on it, and the table behind it. */
export function MapOfRows(props: LabelViewProps & { map: LabelMap }) {
  const { asset, version, map } = props;
  const { points, axes } = map;
  const [params, goTo] = useAddress();
  const [shown, setShown] = useState<Shown>();
  const { area, selected, turn, draw, clear } = useMapSelection(points);
  const rowHref = useRowHref(asset, version);
  const classes = useMemo(() => classesOf(asset, map), [asset, map]);
  const asked = params.get('only');
  const only = asked !== null && classes.includes(asked) ? asked : undefined;
  const point = shown && points[shown.index];
  const pictures = showsPictures(asset);
  const isSelected = (key: string) => selected.some(each => each.key === key);
  return (
    <ThumbnailsProvider versionId={version.id}>
      <div className={labelStyles.tab}>
        <Panel title={mapFinding(map)} note={mapNote(map)}>
          <AxisChoice map={map} />
          <div className={styles.stage}>
            <div>
              <MapPlot
                points={points}
                classes={classes}
                only={only}
                area={area}
                selected={selected}
                shown={point && shown}
                onShow={setShown}
                onTurn={turn}
                onDraw={draw}
              />
              <p className={styles.axes}>
                <span>up: {axes.y}</span>
                <span>across: {axes.x} →</span>
              </p>
            </div>
            <PointCard
              point={point}
              isSpoken={shown?.by === 'keyboard'}
              isSelected={point !== undefined && isSelected(point.key)}
              pictures={pictures}
              href={rowHref}
            />
          </div>
          <MapLegend
            classes={classes}
            only={only}
            onPick={name => goTo({ params: { only: name, at: undefined } })}
          />
          <Disclosure summary="The same as a table, to select from">
            <MapTable
              points={
                only === undefined
                  ? points
                  : points.filter(({ label }) => label === only)
              }
              axes={axes}
              selected={selected}
              onTurn={turn}
            />
          </Disclosure>
        </Panel>
        {selected.length > 0 ? (
          <SelectedRows {...props} selected={selected} onClear={clear} />
        ) : null}
      </div>
    </ThumbnailsProvider>
  );
}
