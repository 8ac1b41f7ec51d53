import { When } from '../../components/When';
import { decisionText, personName, type ShownWord } from '../decisions/words';
import styles from '../labels.module.css';

/** What somebody said of this row, and whether it holds. */
export function WordLine(props: { word: ShownWord }) {
  const { word } = props;
  const who = word.author ? ` by ${personName(word.author)}` : '';
  const when = word.at ? (
    <>
      , <When at={word.at} />
    </>
  ) : null;
  const why = word.reason ? ` (${word.reason})` : '';
  if (word.state === 'outdated') {
    return (
      <p>
        Asked again: decided{who}
        {when} as {decisionText(word)}
        {why}, and the row changed since.
      </p>
    );
  }
  return (
    <p className={styles.decided}>
      {word.state === 'settled' ? 'In this version already' : 'Decided'}
      {who}: {decisionText(word)}
      {when}
      {why}
      {word.state === 'saving' ? ', saving' : ''}
    </p>
  );
}
