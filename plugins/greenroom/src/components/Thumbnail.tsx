import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../api';
import styles from './rows.module.css';

/** Pictures asked for within this time go out as one request. */
const GATHER_MILLISECONDS = 20;
/** Most keys in one request. */
const BATCH_KEYS = 100;

type Pictures = Record<string, string | undefined>;
type Context = {
  pictures: Pictures;
  failed: boolean;
  want: (key: string) => void;
};

const ThumbnailsContext = createContext<Context | undefined>(undefined);

/** Gathers the pictures that the rows below ask for, and fetches them a page at a time. */
export function ThumbnailsProvider(props: {
  versionId: string;
  children: ReactNode;
}) {
  return (
    <Gatherer key={props.versionId} versionId={props.versionId}>
      {props.children}
    </Gatherer>
  );
}

function Gatherer(props: { versionId: string; children: ReactNode }) {
  const { versionId, children } = props;
  const api = useApi(greenroomApiRef);
  const [pictures, setPictures] = useState<Pictures>({});
  const [failed, setFailed] = useState(false);
  const asked = useRef(new Set<string>());
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);

  const value = useMemo<Context>(() => {
    const flush = async () => {
      timer.current = undefined;
      const keys = waiting.current.splice(0, BATCH_KEYS);
      if (waiting.current.length > 0) timer.current = setTimeout(flush, 0);
      try {
        const { thumbnails } = await api.getThumbnails(versionId, keys);
        if (mounted.current)
          setPictures(before => ({ ...before, ...thumbnails }));
      } catch {
        keys.forEach(key => asked.current.delete(key));
        if (mounted.current) setFailed(true);
      }
    };
    return {
      pictures,
      failed,
      want: key => {
        if (asked.current.has(key)) return;
        asked.current.add(key);
        waiting.current.push(key);
        timer.current ??= setTimeout(flush, GATHER_MILLISECONDS);
      },
    };
  }, [api, versionId, pictures, failed]);

  return (
    <ThumbnailsContext.Provider value={value}>
      {children}
    </ThumbnailsContext.Provider>
  );
}

/** The picture of one row; stands in a `ThumbnailsProvider`. `size` is in CSS pixels. */
export function Thumbnail(props: {
  rowKey: string;
  size?: number;
  alt?: string;
}) {
  const { rowKey, size = 40, alt = `Picture of row ${rowKey}` } = props;
  const context = useContext(ThumbnailsContext);
  if (!context)
    throw new Error('Thumbnail needs a ThumbnailsProvider above it');
  const { pictures, failed, want } = context;
  useEffect(() => {
    want(rowKey);
    // A failed request is asked for again only when the row is shown anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rowKey]);
  const source = pictures[rowKey];
  if (source?.startsWith('data:image/')) {
    return (
      <img
        className={styles.picture}
        src={source}
        width={size}
        height={size}
        alt={alt}
      />
    );
  }
  return (
    <span
      className={styles.noPicture}
      style={{ width: size, height: size }}
      role="img"
      aria-label={failed ? `${alt} could not be loaded` : `${alt}, loading`}
    >
      {failed ? '?' : ''}
    </span>
  );
}
