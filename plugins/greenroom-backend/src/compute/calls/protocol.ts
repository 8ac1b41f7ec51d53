import { z } from 'zod';

/**
 * What the portal and a worker on another machine say to each other over HTTPS.
 * Each request carries the token of one computation. Places on the portal's
 * machine do not cross: a word that stands for nothing but in this call does.
 *
 * | request                | answer                                             |
 * | ---------------------- | -------------------------------------------------- |
 * | `GET /task`            | a {@link WorkerTask}                               |
 * | `GET /files/:index`    | the bytes of `files[index]`; takes `Range`         |
 * | `POST /report`         | 204; also says that the worker lives               |
 * | `PUT /outputs/<name>`  | 204; the same again replaces it                    |
 * | `POST /answer`         | 204; 409 where another was given                   |
 *
 * 401 to any of them: nobody wants the answer any more.
 */
export const workerTask = z.object({
  jobId: z.string(),
  task: z.looseObject({ kind: z.string() }),
  limits: z.object({
    memoryBytes: z.number().positive(),
    timeSeconds: z.number().positive(),
    diskBytes: z.number().positive(),
  }),
  /** Where the task says `word`, it means what the worker keeps as `name`. */
  inputs: z.array(z.object({ word: z.string(), name: z.string() })),
  /** `name` is relative to its input and empty where that is a single file. */
  files: z.array(
    z.object({
      input: z.number().int().nonnegative(),
      name: z.string(),
      sizeBytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  outWord: z.string(),
});
export type WorkerTask = z.infer<typeof workerTask>;

export const workerReport = z.object({
  fraction: z.number().min(0).max(1),
  message: z.string().max(2_000).optional(),
});
export type WorkerReport = z.infer<typeof workerReport>;

/** The end of a computation, in the worker's words. */
export const workerWord = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), result: z.json() }),
  z.object({
    type: z.literal('error'),
    message: z.string(),
    file: z.string().optional(),
    line: z.number().optional(),
  }),
  /** It ended without an answer, e.g. at a limit. */
  z.object({ type: z.literal('failed'), message: z.string() }),
  /** It was taken away through no fault of the task. */
  z.object({ type: z.literal('lost'), message: z.string() }),
]);
export type WorkerWord = z.infer<typeof workerWord>;

/** Of an output, checked by the portal when all of it has come. */
export const SHA256_HEADER = 'x-greenroom-sha256';

/** A worker that has nothing to say says so this often. */
export const HEARTBEAT_SECONDS = 5;
