import { Migration } from '@mikro-orm/migrations';

/** Conversations can be deleted and brought back; a company chooses its own models. */
export class Migration005Settings extends Migration {
  override name = 'Migration005Settings';

  override up(): void {
    this.addSql('alter table sessions add column deleted_at timestamptz');
    this.addSql(`create table company_models (
      company_id text collate "C" not null references companies (id) on delete cascade,
      role text not null check (role in ('Query Planning', 'RAG Retrieval', 'Data Analysis', 'Answer')),
      model text not null,
      primary key (company_id, role)
    )`);
  }
}
