import { HarnessError } from '../lib/errors.ts';

/** The same error, with the node's name in front. */
export function aboutNode(node: string, error: HarnessError): HarnessError {
  return new HarnessError(`${node}: ${error.message}`, {
    cause: error,
    ...(error.remedy === null ? {} : { remedy: error.remedy }),
  });
}
