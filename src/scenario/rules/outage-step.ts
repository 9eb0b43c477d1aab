import type { Rule } from './rule.ts';

/** An outage is watched while something happens, which in the beginning nothing does. */
export const outageStep: Rule = {
  code: 'outage-step',
  concludesFromAbsent: 'nothing',
  check: ({ scenario: { checks = [], steps = [] } }) =>
    steps.length > 0
      ? []
      : checks.flatMap(({ kind }, index) =>
          kind === 'outage'
            ? [
                {
                  path: ['checks', index, kind],
                  part: 'key' as const,
                  message: 'nothing happens in the beginning that could cause an outage',
                  hint: 'put it into the `checks` of the step that it watches',
                },
              ]
            : [],
        ),
};
