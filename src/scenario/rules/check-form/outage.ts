import { parseDurationMs } from '../../parse/duration.ts';
import { boundFindings } from './bounds.ts';
import type { CheckForm } from './form.ts';

export const outageForm: CheckForm<'outage'> = (spec, path) =>
  boundFindings([{ spec, path, pairs: [['at_least', 'at_most']], parse: parseDurationMs }]);
