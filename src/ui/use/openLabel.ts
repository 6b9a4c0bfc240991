import { useRouter } from 'vue-router';
import { cases } from '@/api/cases';
import { ProblemError } from '@/api/problem';
import { useText } from './text';
import { useToasts } from './toasts';

/** Opens the case a scanned label, a receipt or a number belongs to; what is none is said and nothing is left. */
export function useOpenLabel(): (text: string) => Promise<void> {
  const router = useRouter();
  const { t } = useText();
  const { say } = useToasts();
  return async (text) => {
    try {
      const found = await cases.get(text.trim());
      await router.push({ name: 'case', params: { key: found.row.number } });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      say({ tone: 'bad', sentence: error.problem.status === 404 ? t('cases.unknownLabel') : error.problem.sentence || t('link.refused') });
    }
  };
}
