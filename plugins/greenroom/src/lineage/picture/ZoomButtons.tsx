import { WHOLE_SIZE, zoomed } from './zoom';
import lineageStyles from '../lineage.module.css';
import styles from './picture.module.css';

/** How large the picture is drawn. */
export function ZoomButtons(props: {
  zoom: number;
  /** At which it is as wide as its frame. */
  onFit: () => void;
  onZoom: (zoom: number) => void;
}) {
  const { zoom, onFit, onZoom } = props;
  return (
    <div className={styles.zoom} role="group" aria-label="Zoom">
      <button
        type="button"
        className={lineageStyles.toggle}
        onClick={() => onZoom(zoomed(zoom, 'out'))}
      >
        <span aria-hidden="true">− </span>Smaller
      </button>
      <button
        type="button"
        className={lineageStyles.toggle}
        onClick={() => onZoom(zoomed(zoom, 'in'))}
      >
        <span aria-hidden="true">+ </span>Larger
      </button>
      <button
        type="button"
        className={lineageStyles.toggle}
        onClick={() => onZoom(WHOLE_SIZE)}
      >
        Whole size
      </button>
      <button type="button" className={lineageStyles.toggle} onClick={onFit}>
        Fit to width
      </button>
      <span role="status">{Math.round(100 * zoom)} %</span>
    </div>
  );
}
