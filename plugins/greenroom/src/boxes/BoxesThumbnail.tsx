import { Thumbnail } from '../components/Thumbnail';
import type { PictureSize } from '../data/pictureSize';
import { type BoxMark, BoxesOverlay } from './BoxesOverlay';
import styles from './boxes.module.css';

/** The picture of one row, small, with its boxes; stands in a `ThumbnailsProvider`. */
export function BoxesThumbnail(props: {
  rowKey: string;
  marks: readonly BoxMark[];
  /** In pixels of the picture, in which boxes are measured; without it none is drawn. */
  size?: PictureSize;
  /** Side in CSS pixels. */
  side: number;
  alt?: string;
}) {
  const { rowKey, marks, size, side, alt } = props;
  return (
    <span className={styles.thumbnail} style={{ width: side, height: side }}>
      <Thumbnail rowKey={rowKey} size={side} alt={alt} />
      {size && marks.length > 0 ? (
        <BoxesOverlay marks={marks} size={size} />
      ) : null}
    </span>
  );
}
