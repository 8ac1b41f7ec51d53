import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { ConflictError, InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type ComputeAnswer,
  type ComputeContext,
  type ComputeLimits,
  type ComputeRequest,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import pLimit from 'p-limit';
import { type InputFile, listInputs } from './listInputs';
import { type Move, moved } from './moved';
import { outputName } from './outputName';
import type { WorkerReport, WorkerTask, WorkerWord } from './protocol';
import { receiveFile } from './receiveFile';
import { sha256OfFile } from '../../artifacts/sha256OfFile';

/** Twelve heartbeats: a worker that lets them all pass is gone, or cut off. */
const SILENCE_SECONDS = 60;
/** Files hashed at a time; the disk is the limit. */
const HASHED_AT_A_TIME = 2;

type Ending = {
  resolve(answer: ComputeAnswer): void;
  reject(error: Error): void;
};

/** One computation while a worker elsewhere has it. */
export class OpenCall {
  readonly answer: Promise<ComputeAnswer>;
  readonly #end = {} as Ending;
  readonly #outwards: readonly Move[];
  readonly #outWord: string;
  readonly #sizes = new Map<string, number>();
  #task: Promise<WorkerTask> | undefined;
  #word: string | undefined;
  #silence: NodeJS.Timeout | undefined;

  private constructor(
    private readonly request: ComputeRequest,
    private readonly context: ComputeContext,
    private readonly limits: ComputeLimits,
    private readonly inputFiles: readonly InputFile[],
    private readonly silenceSeconds: number,
  ) {
    this.answer = new Promise<ComputeAnswer>((resolve, reject) =>
      Object.assign(this.#end, { resolve, reject }),
    );
    // Whoever asked may have gone when it fails.
    this.answer.catch(() => {});
    // Random, so that no text of a stranger's can stand for a place.
    const word = (what: string) =>
      `greenroom-${randomBytes(16).toString('hex')}-${what}`;
    this.#outWord = word('out');
    this.#outwards = request.inputs.map((from, i) => ({
      from,
      to: word(`${i}`),
    }));
  }

  /** @throws Error where an input is neither file nor folder */
  static async open(
    request: ComputeRequest,
    context: ComputeContext,
    limits: ComputeLimits,
    silenceSeconds: number = SILENCE_SECONDS,
  ): Promise<OpenCall> {
    const files = await listInputs(request.inputs);
    return new OpenCall(request, context, limits, files, silenceSeconds);
  }

  get inputBytes(): number {
    return this.inputFiles.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  get isTaken(): boolean {
    return this.#task !== undefined;
  }

  /** The worker lives; begins to count when it first came. */
  heard(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(
      () =>
        this.#end.reject(
          new WorkerLostError(
            `The worker was not heard of for ${this.silenceSeconds} seconds.`,
          ),
        ),
      this.silenceSeconds * 1000,
    );
  }

  task(): Promise<WorkerTask> {
    this.#task ??= this.#describe();
    return this.#task;
  }

  /** @throws InputError where there is no such file */
  fileAt(index: number): string {
    const file = this.inputFiles[index];
    if (!file)
      throw new InputError(
        `There are ${this.inputFiles.length} input files, and no file ${index}.`,
      );
    return file.place;
  }

  report({ fraction, message }: WorkerReport): void {
    this.context.progress(fraction, message);
  }

  /** @throws InputError where it cannot be called so, is too large, or came broken */
  async receive(name: string, sha256: string, bytes: Readable): Promise<void> {
    this.#stillOpen();
    const parts = outputName(name);
    const others = [...this.#sizes].reduce(
      (sum, [other, size]) => (other === name ? sum : sum + size),
      0,
    );
    const size = await receiveFile(bytes, {
      file: path.join(this.request.outDirectory, ...parts),
      sha256,
      maximumBytes: this.limits.diskBytes - others,
    });
    this.#sizes.set(name, size);
  }

  /** @throws ConflictError where another answer was given */
  settle(word: WorkerWord): void {
    const text = JSON.stringify(word);
    if (this.#word !== undefined && this.#word !== text) this.#stillOpen();
    this.#word = text;
    clearTimeout(this.#silence);
    const said = moved(word as JsonObject, this.#inwards()) as WorkerWord;
    if (said.type === 'result')
      this.#end.resolve({
        type: 'result',
        result: said.result as JsonValue,
      });
    else if (said.type === 'error') this.#end.resolve(said);
    else if (said.type === 'lost')
      this.#end.reject(new WorkerLostError(said.message));
    else this.#end.reject(new Error(said.message));
  }

  close(): void {
    clearTimeout(this.#silence);
  }

  async #describe(): Promise<WorkerTask> {
    const limit = pLimit(HASHED_AT_A_TIME);
    const { inputs, jobId, task } = this.request;
    return {
      jobId,
      task: moved(task, this.#outwards),
      limits: this.limits,
      inputs: inputs.map((place, i) => ({
        word: this.#outwards[i].to,
        name: path.basename(place),
      })),
      files: await Promise.all(
        this.inputFiles.map(({ input, name, place, sizeBytes }) =>
          limit(async () => ({
            input,
            name,
            sizeBytes,
            sha256: await sha256OfFile(place),
          })),
        ),
      ),
      outWord: this.#outWord,
    };
  }

  #inwards(): Move[] {
    return [
      ...this.#outwards.map(({ from, to }) => ({ from: to, to: from })),
      { from: this.#outWord, to: this.request.outDirectory },
    ];
  }

  #stillOpen(): void {
    if (this.#word !== undefined)
      throw new ConflictError('This computation has its answer already.');
  }
}
