import { ref } from 'vue';

const zh = {
  title: '拍材料',
  pairing: '正在连接',
  forItem: '为这次收件拍：{item}',
  noItem: '为这次收件拍材料',
  until: '连到 {time} 为止',
  take: '拍一张',
  live: '连续拍',
  shoot: '拍下',
  stop: '拍完了',
  again: '再拍一张',
  hint: '一张纸拍一张，四边都要拍到，平放、光线足。',
  noLive: '没有加密连接，浏览器不让网页用相机；请用“拍一张”。',
  denied: '相机没有打开；请允许浏览器使用相机，或用“拍一张”。',
  none: '还没有拍。',
  sending: '正在送出 {share}%',
  waiting: '等着网络',
  looking: '已收到，正在看',
  blank: '空白页',
  failed: '没有看懂，请重拍',
  refused: '没有收下',
  removed: '窗口已移出',
  unknown: '没有认出，窗口会看',
  leave: '断开',
  left: '已断开。要再拍，请在收件页重新显示二维码。',
  ended: '这部手机没有连着收件；请在收件页显示二维码，用手机相机扫一下。',
  away: '服务器没有回应；会自动再试，拍的都还在。',
  count: '已收下 {count} 张',
};
const en: typeof zh = {
  title: 'Photograph papers',
  pairing: 'Connecting',
  forItem: 'For this intake: {item}',
  noItem: 'For this intake',
  until: 'Connected until {time}',
  take: 'Take a picture',
  live: 'One after another',
  shoot: 'Take',
  stop: 'Done',
  again: 'Another',
  hint: 'One picture a paper, with all four edges, lying flat, in good light.',
  noLive: 'Without an encrypted connection the browser gives pages no camera; use “Take a picture”.',
  denied: 'The camera did not open; allow it in the browser, or use “Take a picture”.',
  none: 'No pictures yet.',
  sending: 'Sending {share}%',
  waiting: 'Waiting for the network',
  looking: 'Received, being looked at',
  blank: 'Blank page',
  failed: 'Not readable; take it again',
  refused: 'Not taken',
  removed: 'Taken out at the counter',
  unknown: 'Not recognised; the counter will look',
  leave: 'Disconnect',
  left: 'Disconnected. To go on, show the code on the Intake page again.',
  ended: 'This phone is not connected to an intake; show the code on the Intake page and scan it with the camera.',
  away: 'The server does not answer; it is tried again by itself, and the pictures are kept.',
  count: '{count} received',
};

export type Language = 'zh-CN' | 'en';
export const language = ref<Language>(navigator.language.startsWith('en') ? 'en' : 'zh-CN');

/** The text of a key in the chosen language, its {holes} filled. */
export function t(key: keyof typeof zh, values: Record<string, string | number> = {}): string {
  return (language.value === 'en' ? en : zh)[key].replace(/\{(\w+)\}/g, (_, hole: string) => String(values[hole] ?? ''));
}
