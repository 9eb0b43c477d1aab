import type { PlannedCase } from './plan-cases.ts';
import type { CaseResult } from '../result.ts';

/** Takes results as they come and gives them out in the order of the plan. */
export class ReportQueue {
  private readonly plan: readonly PlannedCase[];
  private readonly give: (result: CaseResult) => void;
  private readonly waiting = new Map<PlannedCase, CaseResult>();
  private readonly given: CaseResult[] = [];

  constructor(plan: readonly PlannedCase[], give: (result: CaseResult) => void) {
    this.plan = plan;
    this.give = give;
  }

  add(planned: PlannedCase, result: CaseResult): void {
    this.waiting.set(planned, result);
    for (;;) {
      const next = this.plan[this.given.length];
      const ready = next && this.waiting.get(next);
      if (ready === undefined) return;
      this.given.push(ready);
      this.give(ready);
    }
  }

  results(): readonly CaseResult[] {
    return this.given;
  }
}
