import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Decided,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { useWriteQueue } from '../../changes/useWriteQueue';
import type { ShownWord, Word } from './words';

/** Most decisions of one request. */
const BATCH_ROWS = 500;

type DecidedRow = { key: string; decision?: RowDecision };
type Step = { id: number; keys: readonly string[] } & (
  | {
      kind: 'decide';
      words: readonly Word[];
      /** Revisions on the screen; none of rows whose last word was itself on its way. */
      seen: ReadonlyMap<string, number>;
    }
  | { kind: 'undo' }
);

/** What the last word on a row means for the basket; later words have higher ids. */
export type BasketChange = { id: number; held: boolean };

/** Somebody else decided the row meanwhile. `mine` did not go through. */
export type DecisionConflict = { theirs: RowDecision; mine?: Word };

export type Decisions = {
  /** What stands of a row on the screen. */
  wordOf: (row: DecidedRow) => ShownWord | undefined;
  /** Each row once. */
  decide: (words: readonly Word[], rows: readonly DecidedRow[]) => void;
  /** Takes back the last words of this visit; gives the keys of their rows. */
  undo: () => readonly string[];
  canUndo: boolean;
  saving: boolean;
  error?: Error;
  dismissError: () => void;
  conflicts: readonly DecisionConflict[];
  keepTheirs: (conflict: DecisionConflict) => void;
  overrule: (conflict: DecisionConflict) => void;
  /** By row, of this visit. */
  basketChanges: ReadonlyMap<string, BasketChange>;
};

/**
 * What a person says of rows. A word shows at once and is sent in the
 * background, in the order in which words were said; the server keeps it. Where
 * somebody else decided the row after it was looked at, theirs stands until the
 * person overrules it.
 */
export function useDecisions(place: {
  assetId: string;
  versionId: string;
  /** The audit sample in which rows are decided. */
  auditId?: string;
  /** As the server last gave them; newer than what is remembered here of the same rows. */
  rows: readonly DecidedRow[];
  /** Called when all words are saved, to ask for the rows again. */
  onSaved: () => void;
}): Decisions {
  const { assetId, versionId, auditId, rows: given, onSaved } = place;
  const api = useApi(greenroomApiRef);
  /** What the server answered since it gave the rows; undefined where no word is left. */
  const [said, setSaid] = useState<
    ReadonlyMap<string, RowDecision | undefined>
  >(new Map());
  const [conflicts, setConflicts] = useState<readonly DecisionConflict[]>([]);
  const [undoable, setUndoable] = useState<readonly Step[]>([]);
  const [basketChanges, setBasketChanges] = useState<
    ReadonlyMap<string, BasketChange>
  >(new Map());
  /** Revisions of this person's own last words of this visit. */
  const mine = useRef(new Map<string, number>());
  const lastId = useRef(0);

  const noteBasket = (changes: readonly [string, BasketChange][]) =>
    setBasketChanges(before => new Map([...before, ...changes]));
  const remember = useCallback(
    (changes: readonly [string, RowDecision | undefined][]) =>
      setSaid(before => new Map([...before, ...changes])),
    [],
  );
  const collide = useCallback(
    (found: readonly DecisionConflict[]) => {
      if (found.length === 0) return;
      for (const { theirs } of found) mine.current.delete(theirs.key);
      lastId.current += 1;
      const id = lastId.current;
      setBasketChanges(
        before =>
          new Map([
            ...before,
            ...found.map(
              ({ theirs }) => [theirs.key, { id, held: false }] as const,
            ),
          ]),
      );
      remember(found.map(({ theirs }) => [theirs.key, theirs]));
      setConflicts(before => [
        ...before.filter(
          ({ theirs }) => !found.some(each => each.theirs.key === theirs.key),
        ),
        ...found,
      ]);
    },
    [remember],
  );

  const sendWords = async (step: Step & { kind: 'decide' }) => {
    for (let at = 0; at < step.words.length; at += BATCH_ROWS) {
      const words = step.words.slice(at, at + BATCH_ROWS);
      const answer: Decided = await api.decide(assetId, {
        versionId,
        ...(auditId === undefined ? {} : { auditId }),
        decisions: words.map(word => ({
          ...word,
          seen: step.seen.get(word.key) ?? mine.current.get(word.key) ?? 0,
        })),
      });
      for (const { key, revision } of answer.decided)
        mine.current.set(key, revision);
      remember(answer.decided.map(decision => [decision.key, decision]));
      collide(
        answer.conflicts.map(theirs => ({
          theirs,
          mine: words.find(({ key }) => key === theirs.key),
        })),
      );
    }
  };
  const sendUndo = async (keys: readonly string[]) => {
    const own = keys.filter(key => mine.current.has(key));
    for (let at = 0; at < own.length; at += BATCH_ROWS) {
      const some = own.slice(at, at + BATCH_ROWS);
      const answer = await api.undoDecisions(assetId, {
        versionId,
        decisions: some.map(key => ({ key, seen: mine.current.get(key)! })),
      });
      for (const key of some) mine.current.delete(key);
      // What stands again may be this person's own earlier word, to be taken back next.
      for (const { key, revision } of answer.decided)
        mine.current.set(key, revision);
      remember(
        some.map(key => [key, answer.decided.find(each => each.key === key)]),
      );
      collide(answer.conflicts.map(theirs => ({ theirs })));
    }
  };
  const { pending, saving, error, dismissError, write, isIdle } =
    useWriteQueue<Step>({
      send: async step => {
        try {
          await (step.kind === 'decide'
            ? sendWords(step)
            : sendUndo(step.keys));
        } catch (cause) {
          setUndoable(before => before.filter(({ id }) => id !== step.id));
          setBasketChanges(
            before =>
              new Map([...before].filter(([, { id }]) => id !== step.id)),
          );
          throw cause;
        }
      },
      onIdle: onSaved,
    });

  useEffect(() => {
    if (!isIdle()) return;
    const keys = new Set(given.map(({ key }) => key));
    setSaid(before => new Map([...before].filter(([key]) => !keys.has(key))));
  }, [given, isIdle]);

  const standing = ({ key, decision }: DecidedRow) =>
    said.has(key) ? said.get(key) : decision;
  const wordOf = (row: DecidedRow): ShownWord | undefined => {
    const step = [...pending]
      .reverse()
      .find(({ keys }) => keys.includes(row.key));
    if (step?.kind === 'undo') return undefined;
    const word = step?.words.find(({ key }) => key === row.key);
    return word ? { ...word, state: 'saving' } : standing(row);
  };
  const decide = (words: readonly Word[], rows: readonly DecidedRow[]) => {
    if (words.length === 0) return;
    const keys = words.map(({ key }) => key);
    const onTheWay = new Set(pending.flatMap(step => step.keys));
    const seen = new Map(
      rows
        .filter(({ key }) => keys.includes(key) && !onTheWay.has(key))
        .map(row => [row.key, standing(row)?.revision ?? 0]),
    );
    lastId.current += 1;
    const step: Step = {
      id: lastId.current,
      kind: 'decide',
      keys,
      words,
      seen,
    };
    setUndoable(before => [...before, step]);
    noteBasket(
      words.map(({ key, kind }) => [
        key,
        { id: step.id, held: kind !== 'later' },
      ]),
    );
    write(step);
  };
  const forget = ({ theirs }: DecisionConflict) =>
    setConflicts(before => before.filter(each => each.theirs !== theirs));

  return {
    wordOf,
    decide,
    undo: () => {
      const step = undoable[undoable.length - 1];
      if (!step) return [];
      setUndoable(undoable.slice(0, -1));
      lastId.current += 1;
      const id = lastId.current;
      noteBasket(step.keys.map(key => [key, { id, held: false }]));
      write({ id, kind: 'undo', keys: step.keys });
      return step.keys;
    },
    canUndo: undoable.length > 0,
    saving,
    error,
    dismissError,
    conflicts,
    keepTheirs: forget,
    basketChanges,
    overrule: conflict => {
      forget(conflict);
      const { theirs, mine: word } = conflict;
      if (word) decide([word], [{ key: theirs.key, decision: theirs }]);
    },
  };
}
