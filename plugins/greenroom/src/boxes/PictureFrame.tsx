import type { ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { useAnswer } from '../components/useAnswer';
import type { PictureSize } from '../data/pictureSize';
import styles from './boxes.module.css';

const PICTURE_PIXELS = 768;
/** Pictures no larger than these are shown pixel by pixel. */
const SMALL_PIXELS = 96;

/** The picture of a row as large as fits, with what is drawn over it. */
export function PictureFrame(props: {
  versionId: string;
  rowKey: string;
  /** In pixels, where it is known. */
  size?: PictureSize;
  /** Said where the picture could not be loaded: what is still there. */
  still: string;
  children?: ReactNode;
}) {
  const { versionId, rowKey, size, still, children } = props;
  const pixels = size ? `, ${size.width} by ${size.height} pixels` : '';
  const alt = `Picture of row ${rowKey}${pixels}`;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getThumbnails(versionId, [rowKey], PICTURE_PIXELS),
    [api, versionId, rowKey],
  );
  return (
    <Answered
      answer={answer}
      what={`the picture of row ${rowKey}`}
      still={still}
    >
      {({ thumbnails }) => {
        const source = thumbnails[rowKey];
        if (!source?.startsWith('data:image/'))
          return <p className={styles.muted}>This row has no picture.</p>;
        return (
          <div
            className={styles.frame}
            style={
              size
                ? { aspectRatio: `${size.width} / ${size.height}` }
                : undefined
            }
          >
            <img
              src={source}
              alt={alt}
              data-small={
                size && Math.max(size.width, size.height) <= SMALL_PIXELS
              }
            />
            {children}
          </div>
        );
      }}
    </Answered>
  );
}
