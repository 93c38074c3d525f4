import { Migration } from '@mikro-orm/migrations';

/** A run keeps the filter that its person chose, and which run it was asked to replace: at most one replaces another. */
export class Migration004RunScope extends Migration {
  override name = 'Migration004RunScope';

  override up(): void {
    this.addSql(
      'alter table runs add column scope json, add column replaces text collate "C" references runs (id) on delete cascade',
    );
    this.addSql('create unique index runs_replaces on runs (replaces) where replaces is not null');
  }
}
