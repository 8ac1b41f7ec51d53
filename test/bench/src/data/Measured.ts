/** What a task said of itself, in a process of its own. */
export type Measured = {
  /** Of the work alone: without the start of the process and the loading of programs. */
  readonly seconds: number;
  /** Of all its threads: what a busy machine makes longer, this keeps. */
  readonly cpuSeconds: number;
  /** Highest memory of the process (VmHWM). */
  readonly peakMegabytes: number;
  /** What came out, for comparing peers with one another. */
  readonly answer: Readonly<Record<string, number>>;
};
