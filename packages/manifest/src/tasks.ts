/** Tasks whose rows are not right or wrong by one class: each has metrics of its own. */
export const OTHER_TASKS = [
  'tabular-regression',
  'multilabel-classification',
  'text-ranking',
  'token-classification',
  'text-generation',
] as const;
export type OtherTask = (typeof OTHER_TASKS)[number];

/** What a model does, in the words of Hugging Face where it has one. */
export const TASKS = [
  'image-classification',
  'text-classification',
  'tabular-classification',
  'object-detection',
  ...OTHER_TASKS,
] as const;

export function otherTaskOf({
  task,
}: {
  readonly task?: string;
}): OtherTask | undefined {
  return OTHER_TASKS.find(other => other === task);
}

/** Whether what is predicted of a row is told by classes. */
export function hasClasses(manifest: { readonly task?: string }): boolean {
  const task = otherTaskOf(manifest);
  return task === undefined || task === 'multilabel-classification';
}
