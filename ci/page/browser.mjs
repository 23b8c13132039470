// A headless Chromium for the scripts beside this one, or the reason why there is none. Its packages are those of build/page,
// which ci/page/install fills.
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const top = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const packages = join(top, 'build', 'page', 'package.json');
const require = createRequire(packages);

// CTest's word for a test that could not be run.
export function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

function chromium() {
  try {
    return execFileSync('which', ['chromium'], {encoding: 'utf8'}).trim();
  } catch {
    return skip('chromium is not installed');
  }
}

export async function launch() {
  if (!existsSync(join(dirname(packages), 'node_modules', 'playwright-core'))) skip('ci/page/install has not been run, or could not get its packages');
  const {chromium: playwright} = require('playwright-core');
  try {
    return await playwright.launch({executablePath: chromium(), args: ['--no-sandbox', '--disable-dev-shm-usage']});
  } catch (error) {
    return skip(`chromium does not start: ${String(error.message).split('\n')[0]}`);
  }
}

export const axeSource = () => readFileSync(require.resolve('axe-core'), 'utf8');
