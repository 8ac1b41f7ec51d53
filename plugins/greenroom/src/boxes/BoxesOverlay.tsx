import type { ReactNode, SVGProps } from 'react';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import type { PictureSize } from '../data/pictureSize';
import styles from './boxes.module.css';

/** A box as it is drawn. Line and name tell what it is; colour only helps. */
export type BoxMark = {
  id: string;
  box: Box;
  /** As it stands in the data (a solid line), as the evidence has it (dashed), as a person has it (dotted). */
  origin: 'given' | 'suggested' | 'person';
  /** Stands in its corner; none where there is no room. */
  name?: string;
  /** Drawn, though it is not to stand. */
  isFaint?: boolean;
};

/** A text in the picture is so many times smaller than the picture. */
const TEXT_SHARE = 26;

/** Boxes over a picture, in its pixels; lists beside it say the same in words. */
export function BoxesOverlay(
  props: {
    marks: readonly BoxMark[];
    size: PictureSize;
    /** Ids of the boxes that are pointed at. */
    pointed?: readonly string[];
    /** What is drawn here moves or draws boxes: a finger on it does not scroll the page. */
    isHeld?: boolean;
    children?: ReactNode;
  } & Pick<
    SVGProps<SVGSVGElement>,
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
  >,
) {
  const { marks, size, pointed = [], isHeld, children, ...handlers } = props;
  const text = Math.max(size.width, size.height) / TEXT_SHARE;
  return (
    <svg
      className={styles.overlay}
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
      data-held={isHeld}
      {...handlers}
    >
      {marks.map(({ id, box, origin, name, isFaint }) => (
        <g
          key={id}
          data-origin={origin}
          data-pointed={pointed.includes(id)}
          data-faint={isFaint === true}
        >
          <rect x={box.x} y={box.y} width={box.width} height={box.height} />
          {name === undefined ? null : (
            <text
              {...cornerOf(box, origin, text, size)}
              fontSize={text}
              strokeWidth={text / 5}
            >
              {name}
            </text>
          )}
        </g>
      ))}
      {children}
    </svg>
  );
}

/** Names of what is given stand above the box, others below it, so that neither covers the other. */
function cornerOf(
  box: Box,
  origin: BoxMark['origin'],
  text: number,
  size: PictureSize,
) {
  const above = box.y - text / 4;
  const below = box.y + box.height + text * 0.9;
  const inside = {
    above: Math.max(above, text * 0.8),
    below: Math.min(below, size.height - text / 4),
  };
  return {
    x: Math.max(box.x, text / 6),
    y: origin === 'given' ? inside.above : inside.below,
  };
}
