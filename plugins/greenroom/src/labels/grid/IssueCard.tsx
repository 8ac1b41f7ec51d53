import { BoxesThumbnail } from '../../boxes/BoxesThumbnail';
import {
  boxesOfLabel,
  labelName,
  labelWords,
  relabelWords,
} from '../../components/labelWords';
import { Thumbnail } from '../../components/Thumbnail';
import { quantity } from '../../components/numbers';
import type { PictureSize } from '../../data/pictureSize';
import { issueMarks } from '../boxes/issueMarks';
import { decisionText, personName, type ShownWord } from '../decisions/words';
import { KIND_NAMES } from '../kindNames';
import type { QueueRow } from '../resolver/queue';
import styles from '../labels.module.css';

/** One doubtful row, small: enough to see whether it is like those beside it. */
export function IssueCard(props: {
  row: QueueRow;
  word: ShownWord | undefined;
  pictures: boolean;
  /** Of the picture in pixels, where boxes are drawn over it. */
  size?: PictureSize;
  /** Given where rows can be chosen. */
  choice?: {
    chosen: boolean;
    tabIndex: number;
    onPress: (withShift: boolean) => void;
    onFocus: () => void;
  };
  onOpen: () => void;
}) {
  const { row, word, pictures, size, choice, onOpen } = props;
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
      {pictures ? <Picture row={row} size={size} /> : null}
      <LabelLine given={issue.given} suggested={suggested?.suggested} />
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

const PICTURE_SIDE = 64;
/** Boxes need more room to be told apart. */
const BOXES_SIDE = 130;

function Picture(props: { row: QueueRow; size?: PictureSize }) {
  const { row, size } = props;
  const marks = issueMarks(row.issues);
  return marks.length > 0 ? (
    <BoxesThumbnail
      rowKey={row.key}
      marks={marks}
      size={size}
      side={BOXES_SIDE}
    />
  ) : (
    <Thumbnail rowKey={row.key} size={PICTURE_SIDE} />
  );
}

/** "9 → 4", or "6 boxes: 1 added, 1 moved". */
function LabelLine(props: { given: string; suggested?: string }) {
  const { given, suggested } = props;
  if (suggested === undefined) return <span>{labelWords(given)}</span>;
  return boxesOfLabel(given) ? (
    <span>
      {labelName(given)}: <strong>{relabelWords(given, suggested)}</strong>
    </span>
  ) : (
    <span>
      {given} → <strong>{suggested}</strong>
    </span>
  );
}

function wordLine(word: ShownWord | undefined): string {
  if (!word) return '';
  if (word.state === 'outdated') return 'Asked again: the row changed';
  const who = word.author ? ` by ${personName(word.author)}` : '';
  return `Decided${who}: ${decisionText(word)}`;
}
