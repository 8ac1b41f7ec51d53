import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this machine, without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.GREENROOM_BROWSER ?? '/usr/bin/chromium',
    args: FLAGS,
  });
}
