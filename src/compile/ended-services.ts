import type { KernelState } from './fact.ts';
import { factLine } from './fact-line.ts';

/** `node1/con1: service web ended: httpd: bind: Address already in use`, one for each that did. */
export function endedServices(node: string, state: KernelState): readonly string[] {
  return state.flatMap(({ container, facts }) =>
    facts.flatMap((fact) =>
      fact.kind === 'service' && fact.state.kind === 'ended'
        ? [`${container === null ? node : `${node}/${container}`}: ${factLine(fact)}`]
        : [],
    ),
  );
}
