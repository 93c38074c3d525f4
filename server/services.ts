import type { Logger } from 'pino';
import type { SystemStatus } from '#shared/systemStatus.ts';
import type { Chat } from './chat/chat.ts';
import type { CompanyModels } from './companies/companyModels.ts';
import type { Database } from './db/openDatabase.ts';

/** Everything a request may need, made once at start and handed down by argument. */
export interface Services {
  database: Database;
  chat: Chat;
  models: CompanyModels;
  /** Names of the variables that are set to a key; the keys themselves go nowhere. */
  keys: string[];
  log: Logger;
  status: SystemStatus;
  /** Why the server is not ready yet, or null. */
  notReady: () => Promise<string | null>;
}
