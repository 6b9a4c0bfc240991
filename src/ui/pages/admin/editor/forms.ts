import type { RuleKind } from '@/api/rules';
import type { TextKey } from '@/i18n';

/** What a field of the form writes: a text, a number, one of several words, or several texts. */
export type FieldKind = 'text' | 'number' | 'choice' | 'list' | 'type' | 'situation';

export interface FormField {
  readonly path: readonly string[];
  readonly kind: FieldKind;
  readonly says: TextKey;
  readonly choices?: readonly string[];
  /** Words of the choices, when they are not said as they are written. */
  readonly words?: string;
  readonly wide?: boolean;
}

/** A list of rows with the same fields, or (entries) a map of codes and names. */
export interface FormRows {
  readonly path: readonly string[];
  readonly says: TextKey;
  readonly adds: TextKey;
  readonly fields: readonly FormField[];
  /** What a new row says. */
  readonly fresh: Readonly<Record<string, string | readonly string[]>>;
  readonly entries?: boolean;
  /** A row that is one text alone. */
  readonly single?: boolean;
}

export interface Form {
  /** Keys in the order in which the files have them: a new one goes behind its neighbour. */
  readonly order: readonly string[];
  readonly fields: readonly FormField[];
  readonly rows: readonly FormRows[];
}

const services = ['社保', '就失业', '计划生育', '社区教育', '家庭养老', '私人企业注册', '民政', '残联', '退役军人', '户籍', '住房', '卫健', '医保', '人社', '综合'] as const;
const subjects = ['applicant', 'spouse', 'couple', 'child', 'agent', 'legal-representative', 'enterprise', 'anyone'] as const;
const kinds = ['text', 'person-name', 'organisation', 'party', 'address', 'date', 'range-from', 'range-until', 'sex', 'ethnicity', 'citizen-number', 'credit-code', 'bank-card-number', 'account-number', 'disability-number', 'passport-number', 'number', 'amount', 'count', 'choice'] as const;

const text = (key: string, says: TextKey, more: Partial<FormField> = {}): FormField => ({ path: [key], kind: 'text', says, ...more });
const choice = (key: string, says: TextKey, choices: readonly string[], words?: string): FormField => ({ path: [key], kind: 'choice', says, choices, ...(words && { words }) });

const items: Form = {
  order: ['code', 'name', 'aliases', 'field', 'department', 'kind', 'office', 'days', 'legal_days', 'fee', 'note', 'version', 'effective', 'basis', 'result', 'situations', 'situations_choose_one', 'situations_at_least_one', 'materials'],
  fields: [
    text('name', 'rules.fields.name', { wide: true }),
    { path: ['aliases'], kind: 'list', says: 'rules.fields.aliases', wide: true },
    choice('field', 'rules.fields.field', services),
    text('department', 'rules.fields.department'),
    choice('kind', 'rules.fields.kind', ['承诺件', '即办件']),
    choice('office', 'rules.fields.office', ['street', 'bureau'], 'rules.offices'),
    { path: ['days'], kind: 'number', says: 'rules.fields.days' },
    { path: ['legal_days'], kind: 'number', says: 'rules.fields.legalDays' },
    text('fee', 'rules.fields.fee'),
    { path: ['result', 'name'], kind: 'text', says: 'rules.fields.resultName' },
    { path: ['result', 'type'], kind: 'type', says: 'rules.fields.resultType', choices: ['none', 'other'], words: 'rules.results' },
    text('basis', 'rules.fields.basis', { wide: true }),
    text('note', 'rules.fields.note', { wide: true }),
  ],
  rows: [
    { path: ['situations'], says: 'rules.rows.situations', adds: 'rules.rows.addSituation', fields: [], fresh: {}, entries: true },
    {
      path: ['materials'],
      says: 'rules.rows.materials',
      adds: 'rules.rows.addMaterial',
      fresh: { type: 'other', name: '', form: '收原件', subject: 'applicant' },
      fields: [
        text('name', 'rules.fields.material', { wide: true }),
        { path: ['type'], kind: 'type', says: 'rules.fields.type', choices: ['other'], words: 'rules.results' },
        choice('form', 'rules.fields.form', ['收原件', '收复印件', '验原件收复印件', '收原件及复印件']),
        choice('subject', 'rules.fields.subject', subjects, 'rules.subjects'),
        choice('required', 'rules.fields.required', ['yes', 'no', 'later'], 'rules.required'),
        { path: ['situation'], kind: 'situation', says: 'rules.fields.situation' },
        text('one_of', 'rules.fields.oneOf'),
        { path: ['copies'], kind: 'number', says: 'rules.fields.copies' },
        { path: ['max_age_days'], kind: 'number', says: 'rules.fields.maxAge' },
        text('note', 'rules.fields.note', { wide: true }),
      ],
    },
  ],
};

const types: Form = {
  order: ['code', 'name', 'group', 'former_names', 'untitled', 'titles', 'against_titles', 'against_cues', 'sizes', 'most_lines', 'cues', 'numbers', 'codes', 'other_labels', 'persons', 'key_fields', 'fields', 'extra_fields', 'validity'],
  fields: [
    text('name', 'rules.fields.typeName'),
    text('group', 'rules.fields.group'),
    { path: ['former_names'], kind: 'list', says: 'rules.fields.formerNames', wide: true },
    { path: ['titles'], kind: 'list', says: 'rules.fields.titles', wide: true },
    { path: ['against_titles'], kind: 'list', says: 'rules.fields.againstTitles', wide: true },
    { path: ['cues'], kind: 'list', says: 'rules.fields.cues', wide: true },
    { path: ['validity', 'dated'], kind: 'text', says: 'rules.fields.dated' },
    { path: ['validity', 'expires'], kind: 'text', says: 'rules.fields.expires' },
  ],
  rows: [
    {
      path: ['fields'],
      says: 'rules.rows.fields',
      adds: 'rules.rows.addField',
      fresh: { name: '', kind: 'text', labels: [] },
      fields: [text('name', 'rules.fields.fieldName'), choice('kind', 'rules.fields.fieldKind', kinds, 'admin.fieldKinds'), { path: ['labels'], kind: 'list', says: 'rules.fields.labels', wide: true }],
    },
  ],
};

const calendars: Form = {
  order: ['year', 'source', 'certainty', 'standing', 'holidays', 'worked'],
  fields: [text('source', 'rules.fields.source', { wide: true }), choice('standing', 'rules.fields.standing', ['published', 'provisional'], 'rules.standings'), { path: ['worked'], kind: 'list', says: 'rules.fields.worked', wide: true }],
  rows: [
    {
      path: ['holidays'],
      says: 'rules.rows.holidays',
      adds: 'rules.rows.addHoliday',
      fresh: { name: '', from: '', to: '' },
      fields: [text('name', 'rules.fields.holiday'), text('from', 'rules.fields.from'), text('to', 'rules.fields.to')],
    },
  ],
};

export const forms: Record<RuleKind, Form> = { items, types, calendars };
