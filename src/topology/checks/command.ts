import type { RawSpec } from '../../scenario/schema/check.ts';
import * as defaults from '../../scenario/schema/defaults.ts';
import type { CheckBase } from './parts.ts';
import type { Endpoint } from '../model.ts';
import { endpoints, type Own, type Scope } from './scope.ts';

/** A value that a JSON path of the output must have. */
export interface JsonExpectation {
  /** Dotted path, array positions as numbers: `0.linkinfo.info_data.id`. */
  readonly path: string;
  readonly value: string | number | boolean | null;
}

export interface CommandCheck extends CheckBase {
  readonly kind: 'command';
  readonly at: readonly Endpoint[];
  /** Shell command line of the scenario's author. */
  readonly run: string;
  readonly exitCode: number;
  /** Text that stdout must contain; null asks for nothing. */
  readonly stdoutContains: string | null;
  /** Exact stdout, trailing newlines apart; null asks for nothing. */
  readonly stdoutEquals: string | null;
  readonly json: readonly JsonExpectation[];
}

export function resolveCommand(spec: RawSpec<'command'>, scope: Scope): Own<CommandCheck> {
  return {
    kind: 'command',
    at: endpoints(spec.at, scope),
    run: spec.run,
    exitCode: spec.exit_code ?? defaults.EXIT_CODE,
    stdoutContains: spec.stdout_contains ?? null,
    stdoutEquals: spec.stdout_equals ?? null,
    json: Object.entries(spec.json ?? {}).map(([path, value]) => ({ path, value })),
  };
}
