import { memo } from 'react';
import { edgePath } from '../layout/edgePath';
import type { Layout } from '../layout/layOut';
import { lookOf, type Marking } from './Marking';
import { boxAround, isNear, type Viewport } from './Viewport';
import { wordsAt, WORDS_LINE } from './wordsAt';
import styles from './picture.module.css';

/** The edges near to what is seen, those on the chosen way above the others, with their words. */
export const Edges = memo(function LineageEdges(props: {
  layout: Layout;
  marking: Marking;
  viewport: Viewport;
}) {
  const { layout, marking, viewport } = props;
  const near = layout.edges.flatMap((edge, i) =>
    edge && isNear(boxAround(edge.points), viewport)
      ? [{ edge, i, look: lookOf(i, marking) }]
      : [],
  );
  const above = near.filter(({ look }) => look !== 'faint');
  const below = near.filter(({ look }) => look === 'faint');
  return (
    <svg
      className={styles.edges}
      width={layout.width}
      height={layout.height}
      aria-hidden="true"
    >
      {[...below, ...above].map(({ edge, i, look }) => (
        <path
          key={i}
          className={styles.edge}
          data-look={look}
          data-course={edge.course}
          d={edgePath(edge)}
        />
      ))}
      {above.map(({ edge, i }) => {
        const words = marking.words.get(i);
        if (!words) return null;
        const { x, y } = wordsAt(edge);
        return (
          <text key={i} className={styles.words} textAnchor="middle">
            {words.map((line, k) => (
              <tspan
                key={line}
                x={x}
                y={y + (k - (words.length - 1) / 2) * WORDS_LINE + 4}
              >
                {line}
              </tspan>
            ))}
          </text>
        );
      })}
    </svg>
  );
});
