import { faultsAfter } from '../steps/standing-faults.ts';
import { endpointMentions } from './mentions.ts';
import type { Finding, Rule } from './rule.ts';

/** Nothing is run on a machine without power, and none watches its own end. */
export const noPower: Rule = {
  code: 'no-power',
  concludesFromAbsent: 'nothing',
  check: ({ scenario }) => {
    const steps = scenario.steps ?? [];
    const { down } = faultsAfter(steps);
    const restarted = (steps.at(-1)?.faults ?? []).flatMap(({ crash, boot, reboot }) => [
      ...(crash === undefined ? [] : [crash]),
      ...(boot === undefined ? [] : [boot]),
      ...(reboot === undefined ? [] : [reboot]),
    ]);
    const isWatcher = (path: readonly PropertyKey[]) =>
      path[0] === 'checks' && path[2] === 'outage';
    return endpointMentions(scenario)
      .filter(({ isTarget, path }) => !isTarget && !path.some(isSpokenOf))
      .flatMap(({ text, path }): readonly Finding[] => {
        const [node = ''] = text.split('/');
        if (down.includes(node)) {
          return [{ path, message: `${node} has no power in this step` }];
        }
        if (!isWatcher(path) || !restarted.includes(node)) return [];
        const hint = 'watch from another node';
        return [{ path, message: `${node} does not run all through this step`, hint }];
      });
  },
};

/** Below these keys a check only speaks of somebody, and runs nothing there. */
function isSpokenOf(key: PropertyKey): boolean {
  return key === 'of' || key === 'seen' || key === 'not_seen';
}
