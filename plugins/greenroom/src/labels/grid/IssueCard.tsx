import { Thumbnail } from '../../components/Thumbnail';
import { quantity } from '../../components/numbers';
import { decisionText, personName, type ShownWord } from '../decisions/words';
import { KIND_NAMES } from '../kindNames';
import type { QueueRow } from '../resolver/queue';
import styles from '../labels.module.css';

/** One doubtful row, small: enough to see whether it is like those beside it. */
export function IssueCard(props: {
  row: QueueRow;
  word: ShownWord | undefined;
  pictures: boolean;
  /** Given where rows can be chosen. */
  choice?: {
    chosen: boolean;
    tabIndex: number;
    onPress: (withShift: boolean) => void;
    onFocus: () => void;
  };
  onOpen: () => void;
}) {
  const { row, word, pictures, choice, onOpen } = props;
  const [issue] = row.issues;
  const kinds = row.issues.map(({ kind }) => KIND_NAMES[kind]).join(', ');
  const suggested = row.issues.find(each => each.suggested !== undefined);
  return (
    <li
      className={styles.card}
      data-decided={word !== undefined && word.state !== 'outdated'}
      data-chosen={choice?.chosen}
    >
      {choice ? (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={choice.chosen}
            tabIndex={choice.tabIndex}
            onFocus={choice.onFocus}
            onChange={event =>
              choice.onPress(
                (event.nativeEvent as Partial<MouseEvent>).shiftKey === true,
              )
            }
          />
          Row {row.key}
        </label>
      ) : (
        <span>Row {row.key}</span>
      )}
      {pictures ? <Thumbnail rowKey={row.key} size={64} /> : null}
      <span>
        {issue.given}
        {suggested ? (
          <>
            {' '}
            → <strong>{suggested.suggested}</strong>
          </>
        ) : null}
      </span>
      <span className={styles.muted}>
        {kinds}
        {suggested?.pSuggested === undefined
          ? ''
          : `, p ${quantity(suggested.pSuggested, 'percent')}`}
        {issue.annotator ? `, by ${issue.annotator}` : ''}
      </span>
      <span>{wordLine(word)}</span>
      <button type="button" className={styles.open} onClick={onOpen}>
        Look closer
        <span className={styles.hiddenText}> at row {row.key}</span>
      </button>
    </li>
  );
}

function wordLine(word: ShownWord | undefined): string {
  if (!word) return '';
  if (word.state === 'outdated') return 'Asked again: the row changed';
  const who = word.author ? ` by ${personName(word.author)}` : '';
  return `Decided${who}: ${decisionText(word)}`;
}
