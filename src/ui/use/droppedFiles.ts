import { onScopeDispose, ref, type Ref } from 'vue';

/** What a page's picture is dragged as, within this window. */
const pageKind = 'application/x-daiban-page';

/**
 * Papers dropped anywhere or pasted go to `add`; the answer says whether papers or a page are being dragged just now. On the document:
 * the shell, which asks at the window, refuses what nobody took before.
 */
export function useDroppedFiles(add: (files: readonly File[]) => void): Ref<boolean> {
  const dragging = ref(false);

  function dragOver(event: DragEvent): void {
    const kinds = event.dataTransfer?.types ?? [];
    if (kinds.includes('Files')) event.preventDefault();
    dragging.value = kinds.includes(pageKind) || kinds.includes('Files');
  }

  function endDrag(event: DragEvent): void {
    if (event.type === 'dragend' || !event.relatedTarget) dragging.value = false;
  }

  function dropped(event: DragEvent): void {
    dragging.value = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  }

  function pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) add(files);
  }

  document.addEventListener('dragover', dragOver);
  document.addEventListener('dragleave', endDrag);
  document.addEventListener('dragend', endDrag);
  document.addEventListener('drop', dropped);
  document.addEventListener('paste', pasted);
  onScopeDispose(() => {
    document.removeEventListener('dragover', dragOver);
    document.removeEventListener('dragleave', endDrag);
    document.removeEventListener('dragend', endDrag);
    document.removeEventListener('drop', dropped);
    document.removeEventListener('paste', pasted);
  });
  return dragging;
}
