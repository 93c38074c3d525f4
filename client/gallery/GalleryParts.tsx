import { Archive, Inbox, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Popover } from '../ui/Popover.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Select } from '../ui/Select.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';
import { Switch } from '../ui/Switch.tsx';
import { showToast } from '../ui/showToast.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { TextField } from '../ui/TextField.tsx';

function Shelf({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h2 className="text-xs font-medium text-ink-faint">{name}</h2>
      <div className="flex flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}

const nothing = () => undefined;
const statuses = ['running', 'queued', 'done', 'stopped', 'rejected', 'failed'];
const models = ['anthropic/claude-sonnet-4.5', 'openai/gpt-5', 'openai/gpt-5-nano'];

/** The parts of `client/ui`, each in each of its states. */
export function GalleryParts() {
  const [isOn, setOn] = useState(true);
  const [tab, setTab] = useState<'steps' | 'sources'>('steps');
  const [words, setWords] = useState('sync');
  const [model, setModel] = useState('openai/gpt-5');
  return (
    <>
      <Shelf name="Button">
        {(['primary', 'plain', 'quiet', 'danger'] as const).map((look) => (
          <Button key={look} look={look}>
            {look}
          </Button>
        ))}
        <Button disabled>disabled</Button>
        <Button look="primary" disabled>
          disabled
        </Button>
      </Shelf>
      <Shelf name="IconButton, CopyButton, Kbd">
        <IconButton label="Rename" keys="r">
          <Pencil size={16} aria-hidden />
        </IconButton>
        <IconButton label="Delete" size="small" disabled>
          <Trash2 size={16} aria-hidden />
        </IconButton>
        <CopyButton text="An answer" label="Copy the answer" />
        <CopyButton text="An answer" label="Copy the answer" look="words" />
        <Kbd keys="$mod+k" />
        <Kbd keys="g c" />
        <Kbd keys="?" />
      </Shelf>
      <Shelf name="Menu, Popover, Toast">
        <Menu
          label="Conversation"
          items={[
            { label: 'Rename', icon: <Pencil size={14} aria-hidden />, onSelect: nothing },
            { label: 'Archive', icon: <Archive size={14} aria-hidden />, disabled: true, onSelect: nothing },
            { label: 'Acme Ltd', detail: '1,204', checked: true, onSelect: nothing },
            { label: 'Northwind', detail: '87', checked: false, onSelect: nothing },
            'separator',
            {
              label: 'Delete',
              icon: <Trash2 size={14} aria-hidden />,
              tone: 'danger',
              onSelect: nothing,
            },
          ]}
        >
          {(opens) => (
            <IconButton label="Options" {...opens}>
              <MoreHorizontal size={16} aria-hidden />
            </IconButton>
          )}
        </Menu>
        <Popover title="No model connected" content={<p>A built-in engine answers from the reviews.</p>}>
          {(opens) => <Button {...opens}>What is this?</Button>}
        </Popover>
        <Button
          onClick={() =>
            showToast({ text: 'The conversation was deleted.', action: { label: 'Undo', onAction: nothing } })
          }
        >
          Show a toast
        </Button>
        <Button onClick={() => showToast({ text: 'It could not be deleted.', tone: 'danger' })}>
          Show a failure
        </Button>
      </Shelf>
      <Shelf name="Fields">
        <TextField label="Name" placeholder="Acme Ltd" hint="As your team calls it." />
        <TextField label="Name" defaultValue="" error="A company needs a name." />
        <SearchField label="Search conversations" value={words} onChange={setWords} keys="/" />
        <SearchField label="Search" value="" onChange={nothing} keys="/" />
        <Select
          label="Status"
          options={[
            { value: '', label: 'All statuses' },
            { value: 'done', label: 'Done' },
          ]}
          onChange={nothing}
        />
        <div className="w-64">
          <Combobox label="Model" options={models} value={model} onChange={setModel} />
        </div>
        <Switch label="Sample reviews" checked={isOn} onChange={setOn} />
        <Switch label="Not now" checked={false} disabled onChange={nothing} />
      </Shelf>
      <Shelf name="Chip, Badge, StatusDot">
        <Chip>All products</Chip>
        <Chip remove={{ label: 'Remove Mobile app', onRemove: nothing }}>Mobile app</Chip>
        <Badge>calm</Badge>
        <Badge tone="accent">accent</Badge>
        <Badge tone="warning">warning</Badge>
        <Badge tone="danger">danger</Badge>
        {statuses.map((status) => (
          <span key={status} className="flex items-center gap-1.5 text-sm">
            <StatusDot status={status} /> {status}
          </span>
        ))}
      </Shelf>
      <Tabs
        label="Beside the answer"
        value={tab}
        onChange={setTab}
        panelClassName="p-4 text-sm"
        tabs={[
          { id: 'steps', label: 'Steps', panel: 'What was done.' },
          { id: 'sources', label: 'Sources', panel: 'What it rests on.' },
        ]}
      />
      <Shelf name="Notice, Disclosure">
        <Notice tone="calm">The answer was cut at the token limit.</Notice>
        <Notice tone="warning">The budget is nearly used up.</Notice>
        <Notice tone="danger">The model refused the request.</Notice>
        <Disclosure label="Details">What is inside.</Disclosure>
      </Shelf>
      <div className="max-w-80">
        <Skeleton lines={4} />
      </div>
      <EmptyState
        icon={<Inbox size={18} aria-hidden />}
        title="No calls yet"
        action={<Button look="primary">Ask a question</Button>}
      >
        Each question you ask makes some; they are listed here with their tokens and cost.
      </EmptyState>
    </>
  );
}
