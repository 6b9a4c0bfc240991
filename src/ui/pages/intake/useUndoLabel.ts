import { computed, type ComputedRef, type Ref } from 'vue';
import type { Intake } from '@/api/model';
import type { TextKey } from '@/i18n';
import { useText } from '@/use/text';

/** The server's words for a step, Chinese in every language, and the texts that say the same. */
const said: readonly (readonly [RegExp, TextKey])[] = [
  [/^加入 (\d+) 页$/, 'undoes.added'],
  [/^移出一页$/, 'undoes.removed'],
  [/^放回一页$/, 'undoes.restored'],
  [/^选择事项$/, 'undoes.item'],
  [/^选择情形$/, 'undoes.situation'],
  [/^填写申请人$/, 'undoes.applicant'],
  [/^归入材料$/, 'undoes.assigned'],
  [/^确认材料$/, 'undoes.confirmed'],
  [/^(?:更正内容|更正读错的内容)$/, 'undoes.mended'],
  [/^人工裁定$/, 'undoes.ruled'],
  [/^合成一份$/, 'undoes.joined'],
  [/^拆成两份$/, 'undoes.parted'],
  [/^答：是$/, 'undoes.yes'],
  [/^答：(?:不是|都不是)$/, 'undoes.no'],
  [/^答：不收$/, 'undoes.refused'],
  [/^答：收下$/, 'undoes.accepted'],
];

/** What Ctrl+Z takes back, in the chosen language; null: nothing. A step without a text here is said as the server says it. */
export function useUndoLabel(intake: Ref<Intake | null>): ComputedRef<string | null> {
  const { t } = useText();
  return computed(() => {
    const label = intake.value?.undo?.label;
    if (!label) return null;
    for (const [words, key] of said) {
      const found = words.exec(label);
      if (found) return t(key, { count: found[1] ?? '' });
    }
    return label;
  });
}
