import type { Texts } from '..';
import type zh from './zh-CN';

/** What other programs, telephones and folders bring to a station. */
const en: Texts<typeof zh> = {
  trust: { title: 'Let phones trust the station' },
  sources: {
    title: 'Phone as camera, and inbox',
    phone: 'Photograph by phone',
    invite: 'Connect a phone',
    another: 'Connect another',
    connected: 'Phone connected',
    pages: '{count} sent',
    until: 'until {time}',
    disconnect: 'Disconnect',
    code: 'QR code for the phone',
    scan: 'Scan it with the phone\'s camera: it then takes pictures for this intake, without signing in.',
    onlyOnce: 'Good once, for ten minutes.',
    unreachable: 'This page was opened by the machine\'s own address, which no phone reaches; open it by the station\'s network address, or have it served with --tls station.',
    insecure: 'Without an encrypted connection the phone takes pictures one by one.',
    trust: 'The phone says “not secure”? Let it trust the station',
    inbox: 'Inbox {count}',
    take: 'Take in',
    takeAll: 'Take all in',
    throwAway: 'Discard',
  },
  printers: {
    roll: 'Printer for rolls of 80 mm',
    noRoll: 'None: receipts on sheets',
  },
  tokens: {
    title: 'Tokens for other programs',
    sentence: 'By a token another program acts in your account\'s name: only what is chosen here, and never more than you may yourself.',
    none: 'No tokens yet.',
    of: 'Tokens of {name}',
    make: 'New token',
    name: 'What it is for',
    until: 'Good until',
    scopes: 'What it may do',
    scope: {
      lists: 'Lists and search',
      read: 'See cases and pictures',
      personal: 'See whole names and numbers',
      intake: 'Take in papers',
      cases: 'Work on cases',
      handoff: 'Hand over',
      returns: 'Returns and pickup',
    },
    allNeeded: 'Say what it is for and until when, and choose at least one thing',
    made: 'The token is made',
    shownOnce: 'Shown only now: put it into that program at once.',
    copy: 'Copy',
    copied: 'Copied',
    used: 'last used {time}',
    unused: 'never used',
    states: { good: 'good', ended: 'ended', withdrawn: 'withdrawn' },
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw “{name}”?',
    withdrawSentence: 'The program that uses it can do nothing more from now on. This cannot be taken back.',
    show: 'Tokens',
  },
};

export default en;
