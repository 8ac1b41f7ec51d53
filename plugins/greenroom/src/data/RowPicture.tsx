import { useState } from 'react';
import type { Row } from '@greenroom/backstage-plugin-greenroom-common';
import { BoxesOverlay } from '../boxes/BoxesOverlay';
import { PictureFrame } from '../boxes/PictureFrame';
import { decimal, plural } from '../components/numbers';
import type { PictureSize } from './pictureSize';
import styles from './rowPanel.module.css';

/** More boxes than these are drawn, and not listed. */
const LISTED_BOXES = 50;

/** The picture of a row as large as fits, with its boxes drawn over it and listed beside it. */
export function RowPicture(props: {
  versionId: string;
  row: Row;
  /** In pixels, in which boxes are measured; without it none can be drawn. */
  size?: PictureSize;
}) {
  const { versionId, row, size } = props;
  const boxes = row.boxes ?? [];
  const [pointed, setPointed] = useState<readonly string[]>([]);
  return (
    <div className={styles.pictureSide}>
      <PictureFrame
        versionId={versionId}
        rowKey={row.key}
        size={size}
        still="The cells of the row are shown beside it."
      >
        {size && boxes.length > 0 ? (
          <BoxesOverlay
            // Numbered as in the list, so that colour is not what tells them apart.
            marks={boxes.map((box, index) => ({
              id: String(index),
              box,
              origin: 'given',
              name: String(index + 1),
            }))}
            size={size}
            pointed={pointed}
          />
        ) : null}
      </PictureFrame>
      {boxes.length > 0 ? (
        <>
          <h3 className={styles.part}>
            {plural(boxes.length, 'box', 'boxes')}
          </h3>
          {size ? null : (
            <p className={styles.muted}>
              The size of the picture is not known, so they are not drawn.
            </p>
          )}
          <ol className={styles.boxes}>
            {boxes.slice(0, LISTED_BOXES).map((box, index) => (
              <li key={index}>
                <button
                  type="button"
                  onMouseEnter={() => setPointed([String(index)])}
                  onMouseLeave={() => setPointed([])}
                  onFocus={() => setPointed([String(index)])}
                  onBlur={() => setPointed([])}
                >
                  {box.label}{' '}
                  <span className={styles.muted}>
                    {decimal(box.width)} × {decimal(box.height)} at{' '}
                    {decimal(box.x)}, {decimal(box.y)}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}
