import type { CheckKindName, RawCheck } from '../schema/check.ts';
import type { Path } from '../yaml/tree.ts';
import { bgpForm } from './check-form/bgp.ts';
import { captureForm } from './check-form/capture.ts';
import { compareForm } from './check-form/compare.ts';
import { containsOrExactly } from './check-form/contains-or-exactly.ts';
import { countersForm } from './check-form/counters.ts';
import { fdbForm } from './check-form/fdb.ts';
import type { CheckForm } from './check-form/form.ts';
import { latencyForm } from './check-form/latency.ts';
import { neighboursForm } from './check-form/neighbours.ts';
import { outageForm } from './check-form/outage.ts';
import { reachForm } from './check-form/reach.ts';
import { routesForm } from './check-form/routes.ts';
import { throughputForm } from './check-form/throughput.ts';
import type { Finding, Rule } from './rule.ts';

/** Of the kinds whose fields the schema alone does not hold together. In alphabetical order. */
const forms: { readonly [K in CheckKindName]?: CheckForm<K> } = {
  bgp: bgpForm,
  bridge_ports: containsOrExactly,
  capture: captureForm,
  compare: compareForm,
  counters: countersForm,
  fdb: fdbForm,
  latency: latencyForm,
  links: containsOrExactly,
  neighbours: neighboursForm,
  outage: outageForm,
  reach: reachForm,
  routes: routesForm,
  throughput: throughputForm,
};

function judge<K extends CheckKindName>(check: RawCheck<K>, path: Path): readonly Finding[] {
  const form: CheckForm<K> | undefined = forms[check.kind];
  return form === undefined ? [] : form(check.spec, path);
}

/** The fields of a check go together. One that lost some of them to other mistakes is left alone. */
export const checkForm: Rule = {
  code: 'check-form',
  concludesFromAbsent: 'nothing',
  check: ({ scenario, lost }) =>
    (scenario.checks ?? []).flatMap((check, index) => {
      const path = ['checks', index, check.kind];
      const lostSome = lost.some((gone) => path.every((key, at) => gone[at] === key));
      return lostSome ? [] : judge(check, path);
    }),
};
