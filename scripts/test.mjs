// `npm test`: every check, each named with its time; the last line is "N passed, N failed".
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const UNIT_REPORT = '.cache/unit.json';
const E2E_REPORT = '.cache/e2e.json';
const ENGINES_REPORT = '.cache/engines-report.json';

/** @typedef {{ passed: number, failed: number, skipped: string[], reasons: string[] }} Counts */

/** The end of a long printout is what is kept of it, so each failure's reason is told again there. */
const REASON_LINES = 12;

/**
 * Stages follow one another; the lanes of a stage run at the same time, the steps of a lane in order. Steps that are no
 * test runner count as one failure when they fail, and as nothing when they pass.
 */
const STAGES = [
  [[{ name: 'setup-chromium', command: ['bash', 'scripts/setup-chromium.sh'] }]],
  [
    [
      { name: 'format', command: ['npm', 'run', '-s', 'check:format'] },
      { name: 'types', command: ['npm', 'run', '-s', 'check:types'] },
      { name: 'lint', command: ['npm', 'run', '-s', 'check:lint'] },
      { name: 'cycles', command: ['npm', 'run', '-s', 'check:cycles'] },
      { name: 'unused', command: ['npm', 'run', '-s', 'check:unused'] },
    ],
    [
      { name: 'build', command: ['npx', 'vite', 'build', '--logLevel', 'warn'] },
      { name: 'size', command: ['npm', 'run', '-s', 'check:size'] },
      {
        name: 'unit',
        command: [
          ...['npm', 'run', '-s', 'test:unit', '--'],
          ...['--reporter=dot', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
        ],
        report: UNIT_REPORT,
        count: countUnit,
      },
    ],
  ],
  [[{ name: 'e2e', command: ['npm', 'run', '-s', 'test:e2e'], report: E2E_REPORT, count: countE2e }]],
  [
    [
      { name: 'setup-engines', command: ['bash', 'scripts/setup-engines.sh'] },
      {
        name: 'engines',
        command: [
          ...['npm', 'run', '-s', 'test:engines', '--'],
          ...['--reporter=verbose', '--reporter=json', `--outputFile.json=${ENGINES_REPORT}`],
        ],
        report: ENGINES_REPORT,
        count: countUnit,
      },
    ],
  ],
];

/** @returns {Counts} from vitest's JSON report */
function countUnit(report) {
  const skipped = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'pending' || test.status === 'skipped' || test.status === 'todo')
    .map((test) => test.fullName);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const reasons = report.testResults.flatMap((file) => [
    ...(brokenFiles.includes(file) ? [reason(file.name, file.message)] : []),
    ...file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => reason(test.fullName, test.failureMessages?.[0])),
  ]);
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length, skipped, reasons };
}

/** A failed test and the first lines of why, without colours. */
function reason(title, message = 'no message') {
  const lines = stripVTControlCharacters(message).trimEnd().split('\n').slice(0, REASON_LINES);
  return [title, ...lines.map((line) => `  ${line}`)].join('\n  ');
}

/** @returns {Counts} from Playwright's JSON report */
function countE2e(report) {
  const skipped = [];
  const reasons = report.errors.map((error) => reason('outside the tests', error.message));
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const title = `[${test.projectName}] ${spec.title}`;
        if (test.status === 'skipped') {
          const why = test.annotations.find((note) => note.type === 'skip')?.description ?? 'no reason given';
          skipped.push(`${title} (${why})`);
        } else if (test.status !== 'expected') {
          // A timeout comes first and tells nothing; what it cut off comes after it.
          const errors = test.results.find((result) => result.errors.length > 0)?.errors ?? [];
          const { location } = errors[0] ?? {};
          const message = errors.map((each) => each.message).join('\n');
          reasons.push(reason(`${title} (${spec.file}:${location?.line ?? spec.line})`, message || undefined));
        }
      }
    }
    for (const child of suite.suites ?? []) visit(child);
  };
  for (const suite of report.suites) visit(suite);
  return {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky + report.errors.length,
    skipped,
    reasons,
  };
}

/**
 * Runs one step. Its output is shown as it comes where it is `alone`, else when it has ended.
 * @returns {Promise<Counts & { name: string, seconds: number, ok: boolean }>}
 */
async function run({ name, command, report, count }, alone) {
  if (alone) console.log(`\n=== ${name}`);
  if (report) rmSync(report, { force: true });
  const start = performance.now();
  const { status, output } = await execute(command, alone);
  const seconds = (performance.now() - start) / 1000;
  if (!alone) console.log(`\n=== ${name}\n${output.trimEnd()}`);
  const ok = status === 0;
  const counts = count ? read(report, count) : { passed: 0, failed: 0, skipped: [], reasons: [] };
  // A runner that dies after its report, or writes none, is a failure too.
  if (!ok && counts.failed === 0) counts.failed = 1;
  if (!ok && !count) counts.reasons = [reason(name, output.trimEnd().split('\n').slice(-REASON_LINES).join('\n'))];
  return { name, seconds, ok, ...counts };
}

/** @returns {Promise<{ status: number | null, output: string }>} `output` is empty where it was shown */
function execute([program, ...args], shown) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ status: null, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

function read(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(`no readable report in ${report}: ${error.message}`);
    return { passed: 0, failed: 1, skipped: [], reasons: [] };
  }
}

mkdirSync('.cache', { recursive: true });
const results = [];
for (const lanes of STAGES) {
  const lane = async (steps) => {
    for (const step of steps) results.push(await run(step, lanes.length === 1));
  };
  await Promise.all(lanes.map(lane));
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);

console.log('\n=== summary');
for (const { name, seconds, ok, passed, failed } of results) {
  const counts = passed + failed > 0 ? `  ${passed} passed, ${failed} failed` : '';
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(15)} ${seconds.toFixed(1).padStart(6)} s${counts}`);
}
const reasons = results.flatMap((result) => result.reasons);
if (reasons.length > 0) console.log(`\nwhy:\n${reasons.map((each) => `  ${each}`).join('\n')}`);
const skipped = results.flatMap((result) => result.skipped);
if (skipped.length > 0) console.log(`\n${skipped.length} skipped:\n${skipped.map((title) => `  ${title}`).join('\n')}`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
