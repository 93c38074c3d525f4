import type { KeyboardEvent, MouseEvent } from 'react';
import type { TreeState } from './treeState.ts';

const nodeSelector = '[role=treeitem]';

const nodeOf = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>(nodeSelector) : null;
const isOpen = (node: HTMLElement) => node.getAttribute('aria-expanded') === 'true';
const levelOf = (node: HTMLElement) => Number(node.ariaLevel);
const isFoldable = (node: HTMLElement) => node.hasAttribute('aria-expanded');

/** The keys of a tree: up and down, left and right to fold and unfold, Home and End, Enter to open, * to unfold all. */
export function onTreeKey(event: KeyboardEvent<HTMLElement>, tree: TreeState): void {
  const node = nodeOf(event.target);
  if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
  // what is folded is not on the page
  const nodes = [...event.currentTarget.querySelectorAll<HTMLElement>(nodeSelector)];
  const at = nodes.indexOf(node);
  const fold = (open: boolean) => tree.fold(node.dataset['node'] ?? '', open);
  const actions: Record<string, () => void> = {
    ArrowDown: () => nodes[at + 1]?.focus(),
    ArrowUp: () => nodes[at - 1]?.focus(),
    Home: () => nodes[0]?.focus(),
    End: () => nodes.at(-1)?.focus(),
    ArrowRight: () =>
      isFoldable(node) && !isOpen(node) ? fold(true) : isFoldable(node) && nodes[at + 1]?.focus(),
    ArrowLeft: () =>
      isOpen(node)
        ? fold(false)
        : nodes.findLast((other, index) => index < at && levelOf(other) < levelOf(node))?.focus(),
    Enter: () => openNode(node, tree),
    ' ': () => openNode(node, tree),
    '*': () => tree.foldAll(true),
  };
  const act = actions[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** A click anywhere on a node does what Enter does. */
export function onTreeClick(event: MouseEvent<HTMLElement>, tree: TreeState): void {
  const node = nodeOf(event.target);
  const isOnLink = event.target instanceof Element && event.target.closest('a') !== null;
  if (node && !isOnLink) openNode(node, tree);
}

/** Folds or unfolds what can be, opens the call of what cannot. */
function openNode(node: HTMLElement, tree: TreeState): void {
  if (isFoldable(node)) tree.fold(node.dataset['node'] ?? '', !isOpen(node));
  else node.querySelector('a')?.click();
}
