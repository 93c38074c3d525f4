import { existsSync } from 'node:fs';
import { type Browser, chromium as playwright } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real Chromium: `$CHROME_PATH`, one of the system, playwright's own, or the packaged one. Says which it is. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  const browser = await playwright.launch({ executablePath, args: flags });
  process.stderr.write(`browser: ${executablePath} (${browser.version()})\n`);
  return browser;
}

async function findBrowser(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  const installed = [...(named ? [named] : []), ...systemBrowsers, playwright.executablePath()].find(
    existsSync,
  );
  if (installed) return installed;
  // unpacks itself into the temporary folder, hence loaded only when nothing else is there
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
