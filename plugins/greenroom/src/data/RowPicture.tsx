import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Box, Row } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { decimal, plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import type { PictureSize } from './pictureSize';
import styles from './rowPanel.module.css';

const PICTURE_PIXELS = 768;
/** More boxes than these are drawn, and not listed. */
const LISTED_BOXES = 50;
/** Pictures no larger than these are shown pixel by pixel. */
const SMALL_PIXELS = 96;

/** The picture of a row as large as fits, with its boxes drawn over it and listed beside it. */
export function RowPicture(props: {
  versionId: string;
  row: Row;
  /** In pixels, in which boxes are measured; without it none can be drawn. */
  size?: PictureSize;
}) {
  const { versionId, row, size } = props;
  const boxes = row.boxes ?? [];
  const pixels = size ? `, ${size.width} by ${size.height} pixels` : '';
  const alt = `Picture of row ${row.key}${pixels}`;
  const [pointed, setPointed] = useState<number>();
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getThumbnails(versionId, [row.key], PICTURE_PIXELS),
    [api, versionId, row.key],
  );
  return (
    <div className={styles.pictureSide}>
      <Answered
        answer={answer}
        what={`the picture of row ${row.key}`}
        still="The cells of the row are shown beside it."
      >
        {({ thumbnails }) => {
          const source = thumbnails[row.key];
          if (!source?.startsWith('data:image/'))
            return <p className={styles.muted}>This row has no picture.</p>;
          return (
            <div className={styles.frame}>
              <img
                src={source}
                alt={alt}
                data-small={
                  size && Math.max(size.width, size.height) <= SMALL_PIXELS
                }
              />
              {size && boxes.length > 0 ? (
                <Boxes boxes={boxes} size={size} pointed={pointed} />
              ) : null}
            </div>
          );
        }}
      </Answered>
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
                  onMouseEnter={() => setPointed(index)}
                  onMouseLeave={() => setPointed(undefined)}
                  onFocus={() => setPointed(index)}
                  onBlur={() => setPointed(undefined)}
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

/** Numbered as in the list, so that colour is not what tells them apart. */
function Boxes(props: {
  boxes: readonly Box[];
  size: PictureSize;
  pointed?: number;
}) {
  const { boxes, size, pointed } = props;
  const text = Math.max(size.width, size.height) / 28;
  return (
    <svg
      className={styles.overlay}
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
    >
      {boxes.map((box, index) => (
        <g key={index} data-pointed={pointed === index}>
          <rect x={box.x} y={box.y} width={box.width} height={box.height} />
          <text
            x={box.x + text / 4}
            y={box.y + text}
            fontSize={text}
            strokeWidth={text / 6}
          >
            {index + 1}
          </text>
        </g>
      ))}
    </svg>
  );
}
