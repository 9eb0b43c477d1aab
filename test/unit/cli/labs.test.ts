import { describe, expect, it } from 'vitest';
import { pickLab } from '../../../src/cli/labs.ts';
import { UsageError } from '../../../src/lib/errors.ts';
import type { LabInfo } from '../../../src/runner/labs.ts';

function lab(scenario: string, suffix: string): LabInfo {
  return {
    id: `${scenario}-${suffix}`,
    scenario,
    topology: null,
    step: 0,
    file: `scenarios/${scenario}.yaml`,
    state: 'kept',
    pid: null,
    startedAt: '2026-02-03T04:05:06.000Z',
    directory: `/run/wirelab/${scenario}-${suffix}`,
    provider: 'qemu',
  };
}

const overlay1 = lab('multi-node-overlay', '3f9a');
const overlay2 = lab('multi-node-overlay', '77b0');
const macvlan = lab('macvlan-multi-node', '0c11');
const labs = [overlay1, overlay2, macvlan];

describe('a lab', () => {
  it('is found by its id, its scenario or its file', () => {
    expect(pickLab('multi-node-overlay-77b0', labs)).toBe(overlay2);
    expect(pickLab('macvlan-multi-node', labs)).toBe(macvlan);
    expect(pickLab('./scenarios/macvlan-multi-node.yaml', labs)).toBe(macvlan);
  });

  it('is asked for when the scenario has several', () => {
    expect(() => pickLab('multi-node-overlay', labs)).toThrow(
      new UsageError(`The scenario multi-node-overlay has several labs; name one by its id:
  multi-node-overlay-3f9a  kept, 2026-02-03T04:05:06.000Z
  multi-node-overlay-77b0  kept, 2026-02-03T04:05:06.000Z`),
    );
  });

  it('is suggested when the name is nearly right', () => {
    expect(() => pickLab('macvlan-multi-nod', labs)).toThrow(
      new UsageError('There is no lab `macvlan-multi-nod`: did you mean `macvlan-multi-node`?'),
    );
    expect(() => pickLab('zzz', [])).toThrow(
      new UsageError('There is no lab `zzz`: none runs; `npx wirelab up NAME` makes one'),
    );
  });
});
