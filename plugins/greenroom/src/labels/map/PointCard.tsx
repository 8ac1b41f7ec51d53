import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { Thumbnail } from '../../components/Thumbnail';
import { pointWords } from './mapWords';
import labelStyles from '../labels.module.css';
import styles from './map.module.css';

/** A pointer that passes over points asks for no pictures. */
const REST_MILLISECONDS = 120;
const PICTURE_PIXELS = 112;

/** The point under the pointer or the keyboard. */
export function PointCard(props: {
  point?: LabelMap['points'][number];
  /** Read out where arrow keys moved it. */
  isSpoken: boolean;
  isSelected: boolean;
  pictures: boolean;
  href: (key: string) => string;
}) {
  const { point, isSpoken, isSelected, pictures, href } = props;
  const [rested, setRested] = useState<string>();
  const key = point?.key;
  useEffect(() => {
    const timer = setTimeout(() => setRested(key), REST_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [key]);
  return (
    <div className={styles.card}>
      {point ? (
        <>
          <p aria-live={isSpoken ? 'polite' : 'off'}>
            {pointWords(point)}
            {isSelected ? ', selected' : ''}
          </p>
          {pictures && rested === point.key ? (
            <Thumbnail rowKey={point.key} size={PICTURE_PIXELS} />
          ) : null}
          <Link className={labelStyles.link} to={href(point.key)}>
            Open row {point.key}
          </Link>
        </>
      ) : (
        <p className={labelStyles.muted}>
          Point at a row to see it. Draw round rows to select them. By keyboard:
          arrows go from point to point, Space selects, R begins and ends a
          rectangle.
        </p>
      )}
    </div>
  );
}
