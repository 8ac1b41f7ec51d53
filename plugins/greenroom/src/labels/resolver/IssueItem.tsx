import type {
  AssetDetail,
  AssetVersion,
  LabelIssue,
} from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../../components/numbers';
import { Thumbnail } from '../../components/Thumbnail';
import { pictureSize } from '../../data/pictureSize';
import { RowPicture } from '../../data/RowPicture';
import type { ShownWord } from '../decisions/words';
import { KIND_NAMES } from '../kindNames';
import { RowContent } from '../RowContent';
import { showsPictures } from '../showsPictures';
import { LabelSetBy } from './LabelSetBy';
import { Neighbours } from './Neighbours';
import type { QueueRow } from './queue';
import { useNearRows } from './useNearRows';
import { WordLine } from './WordLine';
import styles from '../labels.module.css';

const LARGE_PIXELS = 224;

/** One doubtful row, large: what it is, what it is called, who called it so, and why that is in doubt. */
export function IssueItem(props: {
  asset: AssetDetail;
  version: AssetVersion;
  row: QueueRow;
  word: ShownWord | undefined;
  /** Rows that are likely looked at next. */
  near: readonly string[];
}) {
  const { asset, version, row, word, near } = props;
  const { key, issues } = row;
  const [issue] = issues;
  const suggested = issues.find(each => each.suggested !== undefined);
  const rows = useNearRows(version, key, near);
  const page = rows.state === 'ready' ? rows.value : undefined;
  const content = page?.rows.find(each => each.key === key);
  const boxes = content?.boxes ?? [];
  return (
    <div className={styles.item}>
      {showsPictures(asset) && page && content && boxes.length > 0 ? (
        <RowPicture
          key={key}
          versionId={version.id}
          row={content}
          size={pictureSize(content, page)}
        />
      ) : null}
      {showsPictures(asset) && boxes.length === 0 ? (
        <Thumbnail
          rowKey={key}
          size={LARGE_PIXELS}
          alt={`Row ${key}, labelled ${issue.given}`}
        />
      ) : null}
      <div className={styles.evidence}>
        <div aria-live="polite">
          <p className={styles.labels}>
            <span>
              given <strong>{issue.given}</strong>
            </span>
            <span>
              suggested <strong>{suggested?.suggested ?? 'none'}</strong>
            </span>
            {suggested?.pSuggested === undefined ? null : (
              <span className={styles.muted}>
                p {quantity(suggested.pSuggested, 'percent')}
              </span>
            )}
          </p>
          {issues.map(each => (
            <p key={`${each.kind} ${each.group ?? ''}`}>
              Why: {each.why}{' '}
              <span className={styles.muted}>{scoreWords(each)}</span>
            </p>
          ))}
          {word ? <WordLine word={word} /> : null}
        </div>
        <p className={styles.muted}>
          row {key} of {issue.split}
          {issue.annotator ? `, label by ${issue.annotator}` : ''}
        </p>
        <LabelSetBy asset={asset} version={version} rowKey={key} />
        <RowContent rowKey={key} rows={rows} />
        <Neighbours asset={asset} version={version} issue={issue} />
      </div>
    </div>
  );
}

/** "(likely wrong, score 0.021, p of the given label 2.0 %)". */
function scoreWords({ kind, score, pGiven }: LabelIssue): string {
  const p =
    pGiven === undefined
      ? ''
      : `, p of the given label ${quantity(pGiven, 'percent')}`;
  return `(${KIND_NAMES[kind]}, score ${score.toFixed(3)}${p})`;
}
