import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import type { RowPage } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName, labelWords } from '../../components/labelWords';
import { CellText } from '../../components/CellText';
import { Thumbnail } from '../../components/Thumbnail';
import type { Decisions } from '../decisions/useDecisions';
import { decisionText, type Word } from '../decisions/words';
import type { Group } from './groupWords';
import labelStyles from '../labels.module.css';
import styles from './duplicates.module.css';

const PICTURE_PIXELS = 84;
const SHOWN_COLUMNS = 4;

/** One row of a group, decided by a press. */
export function GroupRow(props: {
  row: Group['rows'][number];
  /** Labels that most of the group has. */
  most: readonly string[];
  pictures: boolean;
  content?: RowPage;
  href: string;
  /** Missing where the caller may not decide. */
  decisions?: Decisions;
}) {
  const { row, most, pictures, content, href, decisions } = props;
  const { key, label, split } = row;
  const differs = most.length > 1 || !most.includes(label);
  const word = decisions ? decisions.wordOf(row) : row.decision;
  const others = most.filter(name => name !== label);
  const say = (said: Omit<Word, 'key' | 'from'>) =>
    decisions?.decide([{ ...said, key, from: label }], [row]);
  return (
    <li className={styles.row} data-differs={differs}>
      {pictures ? (
        <Thumbnail
          rowKey={key}
          size={PICTURE_PIXELS}
          alt={`Row ${key}, labelled ${labelName(label)}`}
        />
      ) : (
        <Cells rowKey={key} content={content} />
      )}
      <p>
        <strong>{labelWords(label)}</strong>
        {differs ? ' (differs)' : ''} in {split}
      </p>
      <Link className={labelStyles.link} to={href}>
        Row {key}
      </Link>
      {word && word.state !== 'outdated' ? (
        <p className={labelStyles.decided}>Decided: {decisionText(word)}</p>
      ) : null}
      {decisions ? (
        <div
          className={labelStyles.actions}
          role="group"
          aria-label={`Decide on row ${key}`}
        >
          <Button
            size="small"
            variant="secondary"
            onPress={() => say({ kind: 'keep' })}
          >
            {`Keep ${labelName(label)}`}
          </Button>
          {others.map(to => (
            <Button
              key={to}
              size="small"
              variant="secondary"
              onPress={() => say({ kind: 'relabel', to })}
            >
              {`Relabel ${labelName(to)}`}
            </Button>
          ))}
          <Button
            size="small"
            variant="secondary"
            onPress={() => say({ kind: 'exclude' })}
          >
            Exclude
          </Button>
        </div>
      ) : null}
    </li>
  );
}

/** A text, or the first few columns, where a row has no picture. */
function Cells(props: { rowKey: string; content?: RowPage }) {
  const { rowKey, content } = props;
  const row = content?.rows.find(({ key }) => key === rowKey);
  if (!content || !row) return null;
  const seen = content.columns.filter(
    ({ name, role }) =>
      ['text', 'feature'].includes(role) && !content.masked.includes(name),
  );
  const text = seen.find(({ role }) => role === 'text');
  return (
    <dl className={styles.cells}>
      {(text ? [text] : seen.slice(0, SHOWN_COLUMNS)).map(({ name }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <CellText cell={row.cells[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
