import { parseDurationMs } from '../../parse/duration.ts';
import { parsePercent } from '../../parse/percent.ts';
import { boundFindings } from './bounds.ts';
import type { CheckForm } from './form.ts';

export const latencyForm: CheckForm<'latency'> = (spec, path) =>
  boundFindings([
    { spec, path, pairs: [['rtt_at_least', 'rtt_at_most']], parse: parseDurationMs },
    { spec, path, pairs: [['jitter_at_least', 'jitter_at_most']], parse: parseDurationMs },
    { spec, path, pairs: [['loss_at_least', 'loss_at_most']], parse: parsePercent },
  ]);
