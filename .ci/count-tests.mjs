/**
 * Prints `tests: N passed, N failed[, N skipped]` from the file that vitest's JSON reporter wrote.
 * Exits 1 when a test failed or no test ran.
 */
import { readFileSync } from 'node:fs';

/** A file that cannot be loaded, or whose hook fails, has no failed test: it counts as one. */
function countTests(report) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const statuses = file.assertionResults.map((test) => test.status);
    const failed = statuses.filter((status) => status === 'failed').length;
    const passed = statuses.filter((status) => status === 'passed').length;
    count.passed += passed;
    count.failed += file.status === 'failed' ? Math.max(failed, 1) : failed;
    count.skipped += statuses.length - passed - failed;
  }
  return count;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(`No test results: ${error.message}`);
    return { testResults: [] };
  }
}

const { passed, failed, skipped } = countTests(readReport(process.argv[2]));
const rest = skipped > 0 ? `, ${skipped} skipped` : '';
console.log(`tests: ${passed} passed, ${failed} failed${rest}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
