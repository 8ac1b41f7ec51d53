import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  Leak,
  Row,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { CellText } from '../components/CellText';
import { RowKey } from '../components/RowsGrid';
import { Thumbnail, ThumbnailsProvider } from '../components/Thumbnail';
import { useAnswer } from '../components/useAnswer';
import { leakSentence } from './leakWords';
import { RowPanel } from './RowPanel';
import { type RowPlace, useOpenRow } from './useOpenRow';
import { versionName } from './versionName';
import styles from './data.module.css';

const PICTURE_SIZE = 72;

/** Pairs of rows side by side: what is alike is seen at once. */
export function LeakPairs(props: {
  asset: AssetDetail;
  version: AssetVersion;
  versions: readonly AssetVersion[];
  leaks: readonly Leak[];
  limit: number;
  total: number;
}) {
  const { asset, version, versions, leaks, limit, total } = props;
  const api = useApi(greenroomApiRef);
  const pictures = asset.columns?.some(({ role }) => role === 'image') === true;
  const text = asset.columns?.find(({ role }) => role === 'text')?.name;
  const placeOf = (key: string, of = version.id): RowPlace => ({
    key,
    versionId: of,
  });
  const places = leaks.flatMap(leak => [
    placeOf(leak.key),
    placeOf(leak.otherKey, leak.versionId),
  ]);
  const keys = [
    ...new Set(
      places
        .filter(({ versionId }) => versionId === version.id)
        .map(({ key }) => key),
    ),
  ];
  // Where rows have no picture, their text stands side by side.
  const asksText = !pictures && text !== undefined && keys.length > 0;
  const rows = useAnswer(
    async () =>
      asksText
        ? (
            await api.getRows({
              versionId: version.id,
              filter: { keys },
              limit: keys.length,
            })
          ).rows
        : [],
    [api, version.id, asksText, keys.join('\n')],
  );
  const byKey = new Map<string, Row>(
    rows.state === 'ready' ? rows.value.map(row => [row.key, row]) : [],
  );
  const { row, open, close, previous, next } = useOpenRow({
    versionId: version.id,
    rows: places,
    limit,
    total,
  });
  const opened = versions.find(({ id }) => id === row?.versionId);
  const side = (place: RowPlace, split: string) => (
    <div className={styles.leakSide}>
      {pictures ? (
        <Thumbnail
          rowKey={place.key}
          versionId={place.versionId}
          size={PICTURE_SIZE}
        />
      ) : null}
      <span>
        <RowKey rowKey={place.key} onOpen={() => open(place)} />{' '}
        <span className={styles.muted}>{split}</span>
      </span>
      {asksText && byKey.has(place.key) ? (
        <span className={styles.leakText}>
          <CellText cell={byKey.get(place.key)?.cells[text]} />
        </span>
      ) : null}
    </div>
  );
  return (
    <ThumbnailsProvider versionId={version.id}>
      <ul className={styles.leaks} aria-label="Rows in two splits">
        {leaks.map((leak, index) => {
          const earlier = versions.find(({ id }) => id === leak.versionId);
          return (
            <li key={index}>
              {side(placeOf(leak.key), leak.split)}
              <span className={styles.leakHow}>
                {leakSentence(leak, earlier && versionName(earlier))}
              </span>
              {side(placeOf(leak.otherKey, leak.versionId), leak.otherSplit)}
            </li>
          );
        })}
      </ul>
      {row && opened ? (
        <RowPanel
          asset={asset}
          version={opened}
          rowKey={row.key}
          onClose={close}
          onPrevious={previous}
          onNext={next}
        />
      ) : null}
    </ThumbnailsProvider>
  );
}
