import { HarnessError } from '../../lib/errors.ts';
import type { SectionOutput } from '../sections.ts';

/** What a tool printed as JSON. @throws HarnessError when it failed, is missing, or said otherwise. */
export function readTable<T>(
  { output, exitCode }: SectionOutput,
  tool: string,
  parse: (json: string) => T,
): T {
  const said = output.trim().slice(0, 200);
  if (exitCode !== 0) throw new HarnessError(`${tool} failed (exit code ${exitCode}): ${said}`);
  try {
    return parse(output);
  } catch (cause) {
    throw new HarnessError(`${tool} printed no list: ${said}`, { cause });
  }
}
