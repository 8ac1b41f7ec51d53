import { type KeyboardEvent, useRef, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import type { ErrorNode } from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity } from '../components/numbers';
import { writeCondition } from './cohortText';
import { cohortName } from './cohortWords';
import type { ErrorScene } from './errorScene';
import { rateWords, surelyAtLeast } from './groupWords';
import { isPicked } from './PickButton';
import { type PlacedNode, treeLayout } from './treeLayout';
import styles from './errors.module.css';

/** In CSS pixels; the style sheet draws nodes in this size. */
const NODE_WIDTH = 168;
const NODE_HEIGHT = 52;
const COLUMN = 212;
const LINE = 62;
/** The widest branch, which has all errors. */
const BRANCH_WIDTH = 14;
/** Share of the colour in the node with the highest rate, so that its text stays readable. */
const SHADE_PERCENT = 45;

/**
 * The tree from left to right: the redder a node the more it is wrong, the
 * thicker its branch and the longer the bar below it the more of all errors are
 * in it; both stand in it as numbers. One stop of the Tab key; arrows move as in
 * any tree, Enter picks.
 */
export function TreePicture(props: { scene: ErrorScene; root: ErrorNode }) {
  const { scene, root } = props;
  const { measure } = scene.selection;
  const placed = treeLayout(root);
  const holder = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const here = Math.min(focused, placed.length - 1);
  const worst = Math.max(...placed.map(({ node }) => node.rate.value)) || 1;
  const depth = Math.max(...placed.map(each => each.depth));
  const lines = Math.max(...placed.map(({ line }) => line));
  const width = depth * COLUMN + NODE_WIDTH;
  const height = lines * LINE + NODE_HEIGHT;

  const move = (event: KeyboardEvent) => {
    const next = steps(placed, here)[event.key];
    if (next === undefined || !placed[next]) return;
    event.preventDefault();
    setFocused(next);
    holder.current
      ?.querySelector<HTMLElement>(`[data-node="${next}"]`)
      ?.focus();
  };

  return (
    <div className={styles.treeScroll}>
      <div className={styles.treeCanvas} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {placed.map((each, index) =>
            each.parent === undefined ? null : (
              <path
                key={index}
                d={branch(placed[each.parent], each)}
                strokeWidth={Math.max(1, each.node.coverage * BRANCH_WIDTH)}
              />
            ),
          )}
        </svg>
        <div
          ref={holder}
          role="tree"
          aria-label="Error tree"
          onKeyDown={move}
          tabIndex={-1}
        >
          {placed.map(({ node, ...at }, index) => {
            const name = nodeName(
              node,
              at.parent === undefined ? undefined : placed[at.parent].node,
            );
            const picked = isPicked(scene, node.where);
            const pick = () =>
              scene.select({ picked: picked ? [] : node.where });
            return (
              <div
                key={index}
                role="treeitem"
                className={styles.node}
                data-node={index}
                tabIndex={index === here ? 0 : -1}
                aria-level={at.depth + 1}
                aria-posinset={at.position}
                aria-setsize={at.brothers}
                aria-expanded={node.children.length > 0 ? true : undefined}
                aria-selected={picked}
                style={{
                  left: at.depth * COLUMN,
                  top: at.line * LINE,
                  background: `color-mix(in srgb, var(--bui-negative-border) ${Math.round(
                    (node.rate.value / worst) * SHADE_PERCENT,
                  )}%, var(--bui-bg-neutral-1))`,
                }}
                onFocus={() => setFocused(index)}
                onClick={pick}
                onKeyDown={event => {
                  if (event.key !== 'Enter' && event.key !== ' ') return;
                  event.preventDefault();
                  pick();
                }}
              >
                <span className={styles.nodeName} title={name}>
                  {name}
                </span>{' '}
                <span>
                  {rateWords(node, measure)}, {plural(node.rows, 'row')}
                  <VisuallyHidden>
                    , {quantity(node.coverage, 'percent')} of all errors
                  </VisuallyHidden>
                </span>
                <span
                  className={styles.coverage}
                  style={{ width: `${node.coverage * 100}%` }}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** What sets a node apart from its parent: the conditions that only it has. */
function nodeName({ where }: ErrorNode, parent?: ErrorNode): string {
  const known = new Set(parent?.where.map(writeCondition));
  return cohortName(where.filter(each => !known.has(writeCondition(each))));
}

/** The leaf that is surely the worst; the root where nothing is split. */
export function worstLeaf(root: ErrorNode): ErrorNode {
  return treeLayout(root)
    .map(({ node }) => node)
    .filter(({ children }) => children.length === 0)
    .reduce((worst, each) =>
      surelyAtLeast(each) > surelyAtLeast(worst) ? each : worst,
    );
}

/** Where each key leads, as in every tree (ARIA authoring practices). */
function steps(
  placed: readonly PlacedNode[],
  at: number,
): Readonly<Record<string, number | undefined>> {
  const { node, parent } = placed[at];
  return {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    ArrowRight: node.children.length > 0 ? at + 1 : undefined,
    ArrowLeft: parent,
    Home: 0,
    End: placed.length - 1,
  };
}

function branch(from: PlacedNode, to: PlacedNode): string {
  const x0 = from.depth * COLUMN + NODE_WIDTH;
  const y0 = from.line * LINE + NODE_HEIGHT / 2;
  const x1 = to.depth * COLUMN;
  const y1 = to.line * LINE + NODE_HEIGHT / 2;
  const middle = (x0 + x1) / 2;
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
}
