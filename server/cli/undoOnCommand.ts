import { AppError } from '#server/appError.ts';
import { formatCount } from '#shared/money.ts';
import type { ImportDesk } from './importDesk.ts';
import type { ImportScreen } from './runImport.ts';

interface UndoCommand {
  companyId: string;
  /** As typed; absent means the last import that added anything. */
  importId: string | undefined;
  desk: Pick<ImportDesk, 'list' | 'undo'>;
  screen: Pick<ImportScreen, 'line'>;
  confirm: (question: string) => Promise<boolean>;
}

/**
 * Takes an import back once the person has said yes to how many reviews that is.
 * @throws AppError `import-not-found`
 */
export async function undoOnCommand({ companyId, importId, ...command }: UndoCommand): Promise<void> {
  const { desk, screen, confirm } = command;
  const records = await desk.list(companyId);
  const record =
    importId === undefined
      ? records.find(({ status, added }) => status !== 'undone' && added > 0)
      : records.find(({ id }) => String(id) === importId);
  if (!record) {
    const list = `npm run import -- --list --company ${companyId}`;
    throw new AppError('import-not-found', `There is no such import of "${companyId}". ${list} shows them.`);
  }
  const { id, filename, added } = record;
  const what = `the ${formatCount(added)} reviews that import ${id} (${filename || 'no name'}) added to "${companyId}"`;
  if (!(await confirm(`Take back ${what}?`))) return;
  screen.line(`${formatCount(await desk.undo(companyId, id))} reviews were taken back`);
}
