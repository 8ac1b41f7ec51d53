import { withoutSecrets } from './withoutSecrets';

/** Nothing a row holds becomes a link, a mention, markup or a cell, and no secret in it gets out. */
export function escapeMarkdown(text: string): string {
  return withoutSecrets(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&')
    .replace(/@/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\s+/g, ' ');
}

/** Of several lines, as somebody's words. */
export function quoteMarkdown(text: string): string {
  return withoutSecrets(text)
    .split(/\r?\n/)
    .map(line => `> ${escapeMarkdown(line)}`)
    .join('\n');
}
