import { useId } from 'react';
import type {
  AssetDetail,
  BasketConflict,
  Taken,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Thumbnail } from '../../components/Thumbnail';
import { showsPictures } from '../../labels/showsPictures';
import { choiceText, conflictReason, sideText } from './conflictWords';
import styles from '../changes.module.css';

/** Other cells of the row that are shown without asking. */
const SHOWN_CELLS = 6;

/** One conflict: what was, what either side made of it, the row, and the choice. */
export function ConflictField(props: {
  asset: AssetDetail;
  conflict: BasketConflict;
  take?: Taken;
  onTake: (take: Taken) => void;
}) {
  const { asset, conflict, take, onTake } = props;
  const id = useId();
  const { row, choices } = conflict;
  const cells = Object.entries(conflict.cells).slice(0, SHOWN_CELLS);
  const isOther = typeof take === 'object';
  return (
    <fieldset className={styles.conflict}>
      <legend>{`Row ${row}`}</legend>
      <p>{conflictReason(conflict)}</p>
      {showsPictures(asset) ? <Thumbnail rowKey={row} /> : null}
      <dl className={styles.sides}>
        <div>
          <dt>was</dt>
          <dd>{sideText(conflict, 'base')}</dd>
        </div>
        <div>
          <dt>yours</dt>
          <dd>{sideText(conflict, 'ours')}</dd>
        </div>
        <div>
          <dt>theirs</dt>
          <dd>{sideText(conflict, 'theirs')}</dd>
        </div>
        {cells.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? 'empty'}</dd>
          </div>
        ))}
      </dl>
      {(['ours', 'theirs'] as const)
        .filter(side => choices.includes(side))
        .map(side => (
          <label key={side} className={styles.choice}>
            <input
              type="radio"
              name={id}
              checked={take === side}
              onChange={() => onTake(side)}
            />
            {choiceText(conflict, side)}
          </label>
        ))}
      {choices.includes('value') ? (
        <label className={styles.choice}>
          <input
            type="radio"
            name={id}
            checked={isOther}
            onChange={() => onTake({ value: conflict.ours ?? '' })}
          />
          Another value
        </label>
      ) : null}
      {isOther ? (
        <OtherValue
          asset={asset}
          conflict={conflict}
          take={take}
          onTake={onTake}
        />
      ) : null}
    </fieldset>
  );
}

/** Of a label one of the classes, else a text. */
function OtherValue(props: {
  asset: AssetDetail;
  conflict: BasketConflict;
  take: Exclude<Taken, string>;
  onTake: (take: Taken) => void;
}) {
  const { asset, conflict, take, onTake } = props;
  const { row, column } = conflict;
  const name = `Other ${column ?? 'value'} of row ${row}`;
  const value = take.value ?? '';
  const isLabel = asset.columns?.some(
    each => each.name === column && each.role === 'label',
  );
  return isLabel && asset.classes && asset.classes.length > 0 ? (
    <select
      className={styles.field}
      aria-label={name}
      value={value}
      onChange={event => onTake({ value: event.target.value })}
    >
      {asset.classes.map(each => (
        <option key={each}>{each}</option>
      ))}
    </select>
  ) : (
    <input
      className={styles.field}
      aria-label={name}
      value={value}
      onChange={event => onTake({ value: event.target.value })}
    />
  );
}
