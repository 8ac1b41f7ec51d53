import { Thumbnail } from '../../components/Thumbnail';
import { ClassChoice } from '../ClassChoice';
import { classOfDigit } from '../decisions/words';
import {
  AuditRowCells,
  AuditRowFrame,
  type AuditRowProps,
} from './AuditRowFrame';
import styles from '../labels.module.css';

const LARGE_PIXELS = 224;

/** A row whose label is one class: keep it, or choose another. */
export function AuditClassRow(props: AuditRowProps) {
  const { row, classes, picture, onDecide } = props;
  const choose = (name: string) =>
    onDecide(
      name === row.given ? { kind: 'keep' } : { kind: 'relabel', to: name },
    );
  return (
    <AuditRowFrame
      {...props}
      choices={[
        {
          key: 'K',
          name: `Keep ${row.given}`,
          press: () => onDecide({ kind: 'keep' }),
        },
      ]}
      onDigit={digit => {
        const name = classOfDigit(classes, digit);
        if (name !== undefined) choose(name);
      }}
      under={<ClassChoice classes={classes} onChoose={choose} />}
    >
      <div className={styles.item}>
        {picture ? (
          <Thumbnail
            rowKey={row.key}
            size={LARGE_PIXELS}
            alt={`Row ${row.key}, labelled ${row.given}`}
          />
        ) : null}
        <div className={styles.evidence}>
          <p className={styles.labels}>
            <span>
              given <strong>{row.given}</strong>
            </span>
          </p>
          <AuditRowCells {...props} />
        </div>
      </div>
    </AuditRowFrame>
  );
}
