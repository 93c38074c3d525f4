import type { FaultSet } from './faultSet.ts';

/** The error that comes under status 200, with the code that `errobj` names: a number stays a number. */
export function lateError(faults: FaultSet): string {
  const code = faults.word('errobj', 'code') ?? '502';
  const error = {
    message: 'The model went away in the middle of the answer.',
    type: 'server_error',
    code: /^\d+$/.test(code) ? Number(code) : code,
  };
  return JSON.stringify({ error });
}
