/** Markup that is safe as it stands: only `html` makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

/** A template whose values are escaped, so that nothing of a stranger becomes markup. */
export function html(
  words: TemplateStringsArray,
  ...values: readonly Part[]
): Html {
  return new Html(
    words.reduce(
      (all, word, i) => `${all}${i > 0 ? markupOf(values[i - 1]) : ''}${word}`,
      '',
    ),
  );
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(markupOf).join('');
  return String(part)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
