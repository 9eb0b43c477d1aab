import { z } from 'zod';
import { parseAddress } from '../parse/address.ts';
import { checkKinds, type RawCheck } from '../schema/check.ts';
import { listed } from './lab.ts';
import type { RawScenario } from '../schema/scenario.ts';
import { isEndpointText, isTargetText } from '../schema/text.ts';
import type { Finding } from './rule.ts';

/** A place in a check that names a node or container. */
export interface EndpointMention {
  readonly text: string;
  readonly path: Finding['path'];
  /** Whether packets are sent to it. */
  readonly isTarget: boolean;
}

/** Follows value and schema together: what has the form of an endpoint or target is a mention. */
function mentionsIn(
  schema: unknown,
  value: unknown,
  path: Finding['path'],
): readonly EndpointMention[] {
  if (schema instanceof z.ZodOptional) return mentionsIn(schema.unwrap(), value, path);
  if (schema instanceof z.ZodUnion) {
    // The first that takes it is what it means, as zod has it.
    const meant = (schema.options as readonly z.ZodType[]).find(
      (option) => option.safeParse(value).success,
    );
    return mentionsIn(meant, value, path);
  }
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => mentionsIn(schema.element, item, [...path, index]));
  }
  if (schema instanceof z.ZodObject) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const shape = schema.shape as Readonly<Record<string, unknown>>;
    return Object.entries(value).flatMap(([key, item]) =>
      mentionsIn(shape[key], item, [...path, key]),
    );
  }
  if (schema instanceof z.ZodRecord) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([key, item]) =>
      mentionsIn(schema.valueType, item, [...path, key]),
    );
  }
  if (typeof value !== 'string') return [];
  if (isEndpointText(schema)) return [{ text: value, path, isTarget: false }];
  const isTarget = isTargetText(schema) && parseAddress(value) === null;
  return isTarget ? [{ text: value, path, isTarget }] : [];
}

function mentionsOf({ kind, spec }: RawCheck, path: Finding['path']): readonly EndpointMention[] {
  return mentionsIn(checkKinds[kind], spec, path);
}

/**
 * Every node and container that the checks name, and the commands of the step that the scenario is
 * in; literal addresses are left out.
 */
export function endpointMentions(scenario: RawScenario): readonly EndpointMention[] {
  const checks = (scenario.checks ?? []).flatMap((check, index) =>
    mentionsOf(check, ['checks', index, check.kind]),
  );
  return [...checks, ...runMentions(scenario)];
}

function runMentions({ steps = [] }: RawScenario): readonly EndpointMention[] {
  const last = steps.length - 1;
  return (steps[last]?.run ?? []).flatMap(({ at }, index) =>
    listed(at, ['steps', last, 'run', index, 'at']).map(({ item, path }) => ({
      text: item,
      path,
      isTarget: false,
    })),
  );
}
