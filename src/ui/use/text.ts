import { useI18n } from 'vue-i18n';
import type { TextKey } from '@/i18n';

type Values = Record<string, string | number>;

/** The texts of the chosen language; a key that is in no language file does not compile. */
export function useText(): { t: (key: TextKey, values?: Values) => string; has: (key: string) => key is TextKey } {
  const { t, te } = useI18n();
  return { t: (key, values = {}) => t(key, values), has: (key): key is TextKey => te(key) };
}
