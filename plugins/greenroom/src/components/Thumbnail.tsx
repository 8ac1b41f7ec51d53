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

/** What stands for the picture of a row that has none. */
const NO_PICTURE = '';

type Pictures = Record<string, string | undefined>;
type Context = {
  versionId: string;
  pictures: Pictures;
  failed: boolean;
  want: (versionId: string, key: string) => void;
};

const nameOf = (versionId: string, key: string) => `${versionId}\n${key}`;

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
  /** Keys that wait, by version. */
  const waiting = useRef(new Map<string, string[]>());
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
    const fetchBatch = async (of: string, keys: string[]) => {
      try {
        const { thumbnails } = await api.getThumbnails(of, keys);
        const named = Object.fromEntries(
          keys.map(key => [nameOf(of, key), thumbnails[key] ?? NO_PICTURE]),
        );
        if (mounted.current) setPictures(before => ({ ...before, ...named }));
      } catch {
        keys.forEach(key => asked.current.delete(nameOf(of, key)));
        if (mounted.current) setFailed(true);
      }
    };
    const flush = () => {
      timer.current = undefined;
      for (const [of, keys] of waiting.current) {
        for (let at = 0; at < keys.length; at += BATCH_KEYS)
          fetchBatch(of, keys.slice(at, at + BATCH_KEYS));
      }
      waiting.current.clear();
    };
    return {
      versionId,
      pictures,
      failed,
      want: (of, key) => {
        if (asked.current.has(nameOf(of, key))) return;
        asked.current.add(nameOf(of, key));
        waiting.current.set(of, [...(waiting.current.get(of) ?? []), key]);
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
  /** Where the row is of another version than the others here. */
  versionId?: string;
  size?: number;
  alt?: string;
}) {
  const { rowKey, size = 40, alt = `Picture of row ${rowKey}` } = props;
  const context = useContext(ThumbnailsContext);
  if (!context)
    throw new Error('Thumbnail needs a ThumbnailsProvider above it');
  const { pictures, failed, want } = context;
  const versionId = props.versionId ?? context.versionId;
  useEffect(() => {
    want(versionId, rowKey);
    // A failed request is asked for again only when the row is shown anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [versionId, rowKey]);
  const source = pictures[nameOf(versionId, rowKey)];
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
  let state = ', loading';
  if (failed) state = ' could not be loaded';
  if (source === NO_PICTURE) state = ': none';
  return (
    <span
      className={styles.noPicture}
      style={{ width: size, height: size }}
      role="img"
      aria-label={`${alt}${state}`}
    >
      {failed && source === undefined ? '?' : ''}
    </span>
  );
}
