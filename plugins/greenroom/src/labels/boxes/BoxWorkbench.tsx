import { type ReactNode, useRef, useState } from 'react';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { BoxesOverlay } from '../../boxes/BoxesOverlay';
import { PictureFrame } from '../../boxes/PictureFrame';
import type { PictureSize } from '../../data/pictureSize';
import {
  addBox,
  type BoxDraft,
  draftBoxes,
  placeBox,
  turnFinding,
} from './boxDraft';
import { cornerOf, CORNERS, middleBox } from './boxGeometry';
import { BoxLegend } from './BoxLegend';
import { BoxList } from './BoxList';
import { draftMarks, marksOfBox, marksOfFinding } from './draftMarks';
import { FindingsList } from './FindingsList';
import { CORNER_REACH_SHARE, useBoxPointer } from './useBoxPointer';
import labelStyles from '../labels.module.css';
import overlayStyles from '../../boxes/boxes.module.css';
import styles from './workbench.module.css';

/** A picture with its boxes, what is doubtful about them, and the means to set them right. */
export function BoxWorkbench(props: {
  versionId: string;
  rowKey: string;
  /** In pixels of the picture; without it nothing can be drawn over it. */
  size?: PictureSize;
  classes: readonly string[];
  draft: BoxDraft;
  /** Missing where the boxes may only be looked at. */
  onDraft?: (draft: BoxDraft) => void;
  /** Stands above the lists. */
  children?: ReactNode;
}) {
  const { versionId, rowKey, size, classes, draft, onDraft, children } = props;
  const [selected, setSelected] = useState<string>();
  const [pointed, setPointed] = useState<readonly string[]>([]);
  const place = useRef<HTMLDivElement>(null);
  const marks = draftMarks(draft);
  const add = (box: Box) => {
    const next = addBox(draft, box);
    onDraft?.(next.draft);
    setSelected(next.id);
  };
  return (
    <div className={styles.workbench} ref={place} tabIndex={-1}>
      <div className={styles.picture}>
        <PictureFrame
          versionId={versionId}
          rowKey={rowKey}
          size={size}
          still="The boxes are listed beside it, and can be decided."
        >
          {size ? (
            <Drawing
              {...props}
              size={size}
              selected={selected}
              pointed={[
                ...pointed,
                ...(selected === undefined ? [] : marksOfBox(selected)),
              ]}
              onSelect={setSelected}
              onAdd={add}
            />
          ) : null}
        </PictureFrame>
        <BoxLegend marks={marks} />
        {size ? null : (
          <p className={labelStyles.muted}>
            The size of the picture is not known, so its boxes are not drawn.
          </p>
        )}
        {size && onDraft ? (
          <p className={labelStyles.muted}>
            By pointer: press a box to select it, drag it or its corners, or
            drag beside it to draw one.
          </p>
        ) : null}
      </div>
      <div className={labelStyles.evidence}>
        {children}
        {draft.findings.length > 0 ? (
          <FindingsList
            findings={draft.findings}
            off={draft.off}
            mayDecide={onDraft !== undefined}
            onTurn={finding => onDraft?.(turnFinding(draft, finding))}
            onPoint={finding =>
              setPointed(
                finding === undefined ? [] : marksOfFinding(draft, finding),
              )
            }
          />
        ) : null}
        {onDraft ? (
          <BoxList
            draft={draft}
            size={size}
            classes={classes}
            selected={selected}
            onDraft={onDraft}
            onSelect={setSelected}
            onPoint={id => setPointed(id === undefined ? [] : marksOfBox(id))}
            onAdd={
              size && classes.length > 0
                ? () => add(middleBox(classes[0], size))
                : undefined
            }
            onLeave={() => place.current?.focus({ preventScroll: true })}
          />
        ) : null}
      </div>
    </div>
  );
}

/** The boxes over the picture; a pointer moves, resizes and draws them. */
function Drawing(props: {
  size: PictureSize;
  classes: readonly string[];
  draft: BoxDraft;
  onDraft?: (draft: BoxDraft) => void;
  selected?: string;
  pointed: readonly string[];
  onSelect: (id: string | undefined) => void;
  onAdd: (box: Box) => void;
}) {
  const { size, classes, draft, onDraft, pointed, onSelect, onAdd } = props;
  const boxes = draftBoxes(draft);
  const selected = boxes.find(({ id }) => id === props.selected);
  const { preview, handlers } = useBoxPointer({
    size,
    boxes,
    selected,
    label: selected?.box.label ?? classes[0] ?? '',
    select: onSelect,
    place: (id, box) => onDraft?.(placeBox(draft, id, box)),
    draw: onAdd,
  });
  const reach = Math.max(size.width, size.height) * CORNER_REACH_SHARE;
  return (
    <BoxesOverlay
      marks={
        preview
          ? [
              ...draftMarks(draft),
              { id: 'preview', box: preview, origin: 'person' },
            ]
          : draftMarks(draft)
      }
      size={size}
      pointed={pointed}
      isHeld={onDraft !== undefined && selected !== undefined}
      {...(onDraft ? handlers : {})}
    >
      {onDraft && selected
        ? CORNERS.map(corner => {
            const { x, y } = cornerOf(selected.box, corner);
            return (
              <rect
                key={corner}
                className={overlayStyles.corner}
                x={x - reach / 2}
                y={y - reach / 2}
                width={reach}
                height={reach}
              />
            );
          })
        : null}
    </BoxesOverlay>
  );
}
