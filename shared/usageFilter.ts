import { z } from 'zod';
import { callFilter } from './callFilter.ts';
import { defaultCompanyId, textId } from './limits.ts';
import { timeZone } from './timeZone.ts';

// money was never asked of a model before, and no calendar of a database is as long as an ISO date
const moment = z
  .union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    'must be a day, YYYY-MM-DD, or a moment, YYYY-MM-DDTHH:MM:SSZ',
  )
  .refine((text) => /^2[01]/.test(text), 'must be in the years 2000 to 2199');

const { sessionId, userId, model, role, status, callType } = callFilter.shape;

/** Which calls a figure is about: everything that is given has to hold. Calls belong to the moment they were made. */
export const usageFilter = z.strictObject({
  companyId: textId.default(defaultCompanyId),
  /** From this moment on, or the beginning of this day in `zone`; nothing given: the company's first call. */
  since: moment.optional(),
  /** Before this moment, or this day in `zone` included whole; nothing given: now. */
  until: moment.optional(),
  /** Whose days, weeks and months are meant. */
  zone: timeZone.default('UTC'),
  model,
  userId,
  sessionId,
  role,
  callType,
  status,
});
export type UsageFilter = z.infer<typeof usageFilter>;
