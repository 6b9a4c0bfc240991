import { onScopeDispose, ref, type Ref } from 'vue';

/** What a page's picture is dragged as, within this window. */
const pageKind = 'application/x-daiban-page';

/** Papers dropped anywhere or pasted go to `add`; the answer says whether papers or a page are being dragged just now. */
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

  window.addEventListener('dragover', dragOver);
  window.addEventListener('dragleave', endDrag);
  window.addEventListener('dragend', endDrag);
  window.addEventListener('drop', dropped);
  window.addEventListener('paste', pasted);
  onScopeDispose(() => {
    window.removeEventListener('dragover', dragOver);
    window.removeEventListener('dragleave', endDrag);
    window.removeEventListener('dragend', endDrag);
    window.removeEventListener('drop', dropped);
    window.removeEventListener('paste', pasted);
  });
  return dragging;
}
