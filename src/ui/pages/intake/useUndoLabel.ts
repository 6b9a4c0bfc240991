import { computed, type ComputedRef, type Ref } from 'vue';
import type { Intake } from '@/api/model';

/** What Ctrl+Z takes back, as the server says it in the session's language; null: nothing. */
export const useUndoLabel = (intake: Ref<Intake | null>): ComputedRef<string | null> => computed(() => intake.value?.undo?.label || null);
