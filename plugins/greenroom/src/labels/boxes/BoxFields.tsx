import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import type { PictureSize } from '../../data/pictureSize';
import { isInside } from './boxGeometry';
import labelStyles from '../labels.module.css';
import styles from './workbench.module.css';

const EDGES = ['x', 'y', 'width', 'height'] as const;

/** One box by its class and four numbers, for who has no pointer or wants a pixel. */
export function BoxFields(props: {
  box: Box;
  classes: readonly string[];
  /** Without it a box can be anywhere. */
  size?: PictureSize;
  onPlace: (box: Box) => void;
  onRemove: () => void;
  /** As it was before a person changed it; missing where it is so. */
  onRestore?: () => void;
  /** Back to the keys that decide. */
  onLeave: () => void;
}) {
  const { box, classes, size, onPlace, onRemove, onRestore, onLeave } = props;
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    onLeave();
  };
  const names = classes.includes(box.label) ? classes : [box.label, ...classes];
  return (
    <div
      className={labelStyles.actions}
      role="group"
      aria-label="Edit this box"
    >
      <label className={labelStyles.check}>
        class
        <select
          ref={first}
          value={box.label}
          onKeyDown={leave}
          onChange={event => onPlace({ ...box, label: event.target.value })}
        >
          {names.map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {EDGES.map(edge => (
        <NumberField
          key={edge}
          name={edge}
          value={box[edge]}
          isPossible={value =>
            size ? isInside({ ...box, [edge]: value }, size) : true
          }
          onChange={value => onPlace({ ...box, [edge]: value })}
          onKeyDown={leave}
        />
      ))}
      <Button size="small" variant="secondary" onPress={onRemove}>
        Remove box
      </Button>
      {onRestore ? (
        <Button size="small" variant="secondary" onPress={onRestore}>
          As it was
        </Button>
      ) : null}
    </div>
  );
}

/** A number of pixels; what is no place in the picture is marked and not taken. */
function NumberField(props: {
  name: string;
  value: number;
  isPossible: (value: number) => boolean;
  onChange: (value: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { name, value, isPossible, onChange, onKeyDown } = props;
  const [text, setText] = useState(shortText(value));
  useEffect(() => {
    setText(before => (Number(before) === value ? before : shortText(value)));
  }, [value]);
  const typed = Number(text);
  const isValid =
    text.trim() !== '' && Number.isFinite(typed) && isPossible(typed);
  return (
    <label className={labelStyles.check}>
      {name}
      <input
        type="number"
        className={styles.number}
        value={text}
        aria-invalid={!isValid}
        onKeyDown={onKeyDown}
        onChange={event => {
          const next = event.target.value;
          setText(next);
          const asked = Number(next);
          if (next.trim() !== '' && Number.isFinite(asked) && isPossible(asked))
            onChange(asked);
        }}
      />
      {isValid ? null : <small>not within the picture</small>}
    </label>
  );
}

/** More digits than these say nothing of a picture. */
const DIGITS = 6;

function shortText(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
