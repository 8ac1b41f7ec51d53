const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86400],
  ['month', 30 * 86400],
  ['week', 7 * 86400],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** "3 days ago"; below a minute "just now". */
export function ago(at: Date, now: Date = new Date()): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size)
      return relative.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
}

/** A time as people say it, with the exact one on hover and for machines. */
export function When(props: { at: string }) {
  const at = new Date(props.at);
  if (Number.isNaN(at.getTime())) return <span>{props.at}</span>;
  return (
    <time
      dateTime={at.toISOString()}
      title={at.toLocaleString('en-GB', { timeZoneName: 'short' })}
    >
      {ago(at)}
    </time>
  );
}
