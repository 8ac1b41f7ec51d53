import { Button } from '@backstage/ui';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { decimal, plural } from '../../components/numbers';
import type { PictureSize } from '../../data/pictureSize';
import {
  type BoxDraft,
  draftBoxes,
  placeBox,
  removeBox,
  removedBoxes,
  restoreBox,
} from './boxDraft';
import { BoxFields } from './BoxFields';
import labelStyles from '../labels.module.css';
import styles from './workbench.module.css';

const ORIGINS = {
  given: 'given',
  suggested: 'suggested',
  person: 'yours',
} as const;

/** The boxes as they would stand, each to be changed or taken away. */
export function BoxList(props: {
  draft: BoxDraft;
  size?: PictureSize;
  classes: readonly string[];
  selected?: string;
  onDraft: (draft: BoxDraft) => void;
  onSelect: (id: string | undefined) => void;
  onPoint: (id: string | undefined) => void;
  /** Puts a box into the middle of the picture. */
  onAdd?: () => void;
  onLeave: () => void;
}) {
  const { draft, size, classes, selected } = props;
  const { onDraft, onSelect, onPoint, onAdd, onLeave } = props;
  const boxes = draftBoxes(draft);
  const gone = removedBoxes(draft);
  return (
    <>
      <h3 className={labelStyles.part}>
        {plural(boxes.length, 'box', 'boxes')} as{' '}
        {boxes.length === 1 ? 'it' : 'they'} would stand
      </h3>
      <ul className={styles.boxes} aria-label="Boxes as they would stand">
        {boxes.map(({ id, box, origin }) => (
          <li
            key={id}
            onMouseEnter={() => onPoint(id)}
            onMouseLeave={() => onPoint(undefined)}
            onFocus={() => onPoint(id)}
            onBlur={() => onPoint(undefined)}
          >
            <button
              type="button"
              className={styles.box}
              aria-expanded={id === selected}
              onClick={() => onSelect(id === selected ? undefined : id)}
            >
              <strong>{box.label}</strong> {placeWords(box)}{' '}
              <span className={labelStyles.muted}>{ORIGINS[origin]}</span>
            </button>
            {id === selected ? (
              <BoxFields
                box={box}
                classes={classes}
                size={size}
                onPlace={next => onDraft(placeBox(draft, id, next))}
                onRemove={() => {
                  onDraft(removeBox(draft, id));
                  onSelect(undefined);
                  onLeave();
                }}
                onRestore={
                  origin === 'person' && !id.startsWith('drawn')
                    ? () => onDraft(restoreBox(draft, id))
                    : undefined
                }
                onLeave={() => {
                  onSelect(undefined);
                  onLeave();
                }}
              />
            ) : null}
          </li>
        ))}
        {gone.map(({ id, box }) => (
          <li key={id}>
            <s>
              {box.label} {placeWords(box)}
            </s>{' '}
            <Button
              size="small"
              variant="secondary"
              aria-label={`Put box ${box.label} at ${decimal(box.x)}, ${decimal(
                box.y,
              )} back`}
              onPress={() => onDraft(restoreBox(draft, id))}
            >
              Put back
            </Button>
          </li>
        ))}
      </ul>
      {onAdd ? (
        <Button size="small" variant="secondary" onPress={onAdd}>
          Add a box
        </Button>
      ) : null}
    </>
  );
}

/** "20 × 28 at 10, 2". */
function placeWords({ x, y, width, height }: Box): string {
  return `${decimal(width)} × ${decimal(height)} at ${decimal(x)}, ${decimal(
    y,
  )}`;
}
