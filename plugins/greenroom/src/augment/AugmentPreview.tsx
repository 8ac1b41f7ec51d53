import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  Augmentation,
  AugmentationPreview,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { BarList } from '../components/BarList';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { count, plural } from '../components/numbers';
import { Pager } from '../components/Pager';
import { RowsHidden } from '../components/RowsHidden';
import { ThumbnailsProvider } from '../components/Thumbnail';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import type { AugmentSelection } from './augmentAddress';
import { ClassesBeforeAfter } from './ClassesBeforeAfter';
import { MadeRowsTable } from './MadeRowsTable';
import { ProposeAugmentation } from './ProposeAugmentation';
import styles from './augment.module.css';

const PAGE_ROWS = 10;

/** What a recipe makes: counts, what was dropped and why, and the rows themselves. */
export function AugmentPreview(props: {
  asset: AssetDetail;
  version: AssetVersion;
  augmentation: Augmentation;
  selection: AugmentSelection;
}) {
  const { asset, version, augmentation, selection } = props;
  const { where, rows, offset, judge } = selection;
  const api = useApi(greenroomApiRef);
  const question = {
    augmentation,
    ...(where.length > 0 ? { where } : {}),
    judge,
    rows,
    offset,
    limit: PAGE_ROWS,
  };
  const answer = useAnswer(
    () => api.previewAugmentation(version.id, question),
    [api, version.id, JSON.stringify(question)],
    { keep: true, busy: ({ job }) => isRunning(job) },
  );
  return (
    <section aria-label="What the recipe makes" className={styles.preview}>
      <Answered
        answer={answer}
        what="what the recipe makes"
        still="Change the recipe, or another one can be tried."
        lines={10}
      >
        {preview => (
          <FromJob
            job={preview.job}
            value={preview.counts && preview}
            what="these rows"
            mayRetry={asset.allowed.includes('run')}
            onRetried={answer.refetch}
            lines={10}
          >
            {done => (
              <Made
                asset={asset}
                version={version}
                preview={done}
                rows={rows}
                offset={offset}
              />
            )}
          </FromJob>
        )}
      </Answered>
    </section>
  );
}

function Made(props: {
  asset: AssetDetail;
  version: AssetVersion;
  preview: AugmentationPreview;
  rows: AugmentSelection['rows'];
  offset: number;
}) {
  const { asset, version, preview, rows, offset } = props;
  const [, goTo] = useAddress();
  const { counts } = preview;
  if (preview.hidden || !counts) return <RowsHidden />;
  const { made, kept, dropped, classes, leftEmpty, remarks } = counts;
  const show = (next: AugmentSelection['rows']) =>
    goTo({
      params: { at: undefined, made: next === 'kept' ? undefined : next },
    });
  return (
    <>
      <h3 className={styles.finding}>
        {made === 0
          ? 'No row was made'
          : `${plural(made, 'row')} made, ${count(kept)} kept`}
      </h3>
      {dropped.length > 0 ? (
        <>
          <h4 className={styles.part}>Dropped, and why</h4>
          <BarList
            name="Dropped rows by reason"
            bars={dropped.map(({ reason, words, count: n }) => ({
              id: reason,
              label: words,
              count: n,
            }))}
          />
        </>
      ) : null}
      {classes.length > 0 ? <ClassesBeforeAfter classes={classes} /> : null}
      {leftEmpty.length > 0 ? (
        <p className={styles.muted}>Left empty: {leftEmpty.join(', ')}.</p>
      ) : null}
      {remarks.map(remark => (
        <p key={remark} className={styles.muted}>
          {remark}
        </p>
      ))}
      <ProposeAugmentation asset={asset} version={version} preview={preview} />
      <div className={styles.declared} role="group" aria-label="Rows shown">
        {(['kept', 'dropped'] as const).map(each => (
          <button
            key={each}
            type="button"
            aria-pressed={rows === each}
            onClick={() => show(each)}
          >
            {each === 'kept'
              ? `Kept (${count(kept)})`
              : `Dropped (${count(made - kept)})`}
          </button>
        ))}
      </div>
      <ThumbnailsProvider versionId={version.id}>
        <MadeRowsTable preview={preview} />
      </ThumbnailsProvider>
      <Pager
        offset={offset}
        limit={PAGE_ROWS}
        total={preview.total}
        what="rows"
        onMove={to =>
          goTo({ params: { at: to === 0 ? undefined : String(to) } })
        }
      />
    </>
  );
}
