import { parseAddress } from '../parse/address.ts';
import type { RawCheck } from '../schema/check.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { listed } from './lab.ts';
import type { Finding } from './rule.ts';

/** A place in a check that names a node or container. */
export interface EndpointMention {
  readonly text: string;
  readonly path: Finding['path'];
  /** Whether packets are sent to it. */
  readonly isTarget: boolean;
}

type Texts = string | readonly string[] | undefined;

function mentionsOf(check: RawCheck, path: Finding['path']): readonly EndpointMention[] {
  const mention = (value: Texts, keys: readonly string[], isTarget: boolean) =>
    listed(value, [...path, ...keys])
      .filter(({ item }) => !isTarget || parseAddress(item) === null)
      .map(({ item, path: at }) => ({ text: item, path: at, isTarget }));
  const source = (value: Texts, ...keys: readonly string[]) => mention(value, keys, false);
  const target = (value: Texts, ...keys: readonly string[]) => mention(value, keys, true);
  switch (check.kind) {
    case 'reach':
      return [...source(check.spec.from, 'from'), ...target(check.spec.to, 'to')];
    case 'no_reach': {
      const { from, to, control } = check.spec;
      return [...source(from, 'from'), ...target(to, 'to'), ...target(control, 'control')];
    }
    case 'routes':
    case 'command':
      return source(check.spec.at, 'at');
    case 'throughput': {
      const { from, to, at_least: bound } = check.spec;
      const flow = [...source(from, 'from'), ...target(to, 'to')];
      if (typeof bound === 'string') return flow;
      const of = ['at_least', 'of'] as const;
      return [
        ...flow,
        ...source(bound.of.from, ...of, 'from'),
        ...target(bound.of.to, ...of, 'to'),
      ];
    }
  }
}

/** Every node and container that the checks name; literal addresses are left out. */
export function endpointMentions(scenario: RawScenario): readonly EndpointMention[] {
  return (scenario.checks ?? []).flatMap((check, index) =>
    mentionsOf(check, ['checks', index, check.kind]),
  );
}
