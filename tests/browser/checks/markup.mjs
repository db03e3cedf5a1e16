// Is it valid HTML?

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** The errors that the Nu HTML Checker finds in some files, each with its place. */
export async function markup(files) {
  const run = promisify(execFile);
  const report = await run('java', ['-jar', jar, '--errors-only', '--exit-zero-always', '--format', 'json', ...files], { maxBuffer: 2 ** 28 });
  const { messages } = JSON.parse(report.stderr);
  return messages.map(({ url, lastLine, firstColumn, message, extract }) => ({
    file: decodeURIComponent(url.replace(/^file:/, '')),
    problem: `line ${lastLine}, column ${firstColumn ?? '?'}: ${message} … ${(extract ?? '').trim().replaceAll('\n', ' ').slice(0, 100)}`,
  }));
}
