// A network scanner as eSCL (Mopria, AirScan) has them, whose sheets do as they are told: node escl.mjs [PLAN WORD ...]
// It says its port on the first line of its output and ends with its input. Words of the plan as in FaultyScanner.cpp:
//   sheets=10   that lie in the feeder      first=1   number of the first of them
//   5:jam       what comes in place of page 5: jam, cover, busy (503, which it gets over), error (500), lost (the connection is
//               cut in the middle of the picture), gone (the server ends)
// A page's gray is ten times its number; the page on the glass is number 25; the back of a sheet is number 11 more than its front.
import { createServer } from 'node:http';
import { deflateSync } from 'node:zlib';

const plan = { sheets: 10, first: 1, at: new Map() };
for (const word of process.argv.slice(2)) {
  const [name, value] = word.split(/[=:]/);
  if (/^\d+$/.test(name)) plan.at.set(Number(name), value);
  else plan[name] = Number(value);
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  const out = Buffer.alloc(8 + body.length);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4 + body.length);
  return out;
}

/** A PNG of that size, all of one gray; `channels` 1 or 3. */
function picture(width, height, gray, channels) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = channels === 3 ? 2 : 0;
  const line = width * channels + 1;
  const rows = Buffer.alloc(height * line, gray);
  for (let y = 0; y < height; y += 1) rows[y * line] = 0;
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const names = 'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';
const source = (most) => `<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>${most}</scan:MaxHeight>
  <scan:SettingProfiles><scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
  <scan:DocumentFormats><pwg:DocumentFormat>image/png</pwg:DocumentFormat></scan:DocumentFormats>
  <scan:SupportedResolutions><scan:DiscreteResolutions>${[100, 300].map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`).join('')}</scan:DiscreteResolutions></scan:SupportedResolutions>
  </scan:SettingProfile></scan:SettingProfiles>`;
const capabilities = `<?xml version="1.0"?><scan:ScannerCapabilities ${names}><pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Acme Feeder</pwg:MakeAndModel>
  <scan:Platen><scan:PlatenInputCaps>${source(3508)}</scan:PlatenInputCaps></scan:Platen>
  <scan:Adf><scan:AdfSimplexInputCaps>${source(3508)}</scan:AdfSimplexInputCaps><scan:AdfDuplexInputCaps>${source(3508)}</scan:AdfDuplexInputCaps>
  <scan:FeederCapacity>50</scan:FeederCapacity></scan:Adf></scan:ScannerCapabilities>`;

let adf = plan.sheets > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty';
let jobs = 0;
let given = 0; // pages from the feeder
let job;
const states = { jam: 'ScannerAdfJam', cover: 'ScannerAdfDoorOpen' };

function next(answer) {
  if (!job || (job.glass && job.done)) return answer.writeHead(404).end();
  const sides = job.duplex ? 2 : 1;
  if (!job.glass && given >= plan.sheets * sides) {
    adf = 'ScannerAdfEmpty';
    return answer.writeHead(404).end();
  }
  const what = job.glass ? undefined : plan.at.get(given + 1);
  if (what) {
    plan.at.delete(given + 1);
    adf = states[what] ?? adf;
    if (what === 'gone') process.exit(0);
    if (what === 'busy') return answer.writeHead(503, { 'Retry-After': '1' }).end();
    if (what !== 'lost') return answer.writeHead(what === 'error' ? 500 : 409).end();
  }
  const number = job.glass ? 25 : plan.first + Math.floor(given / sides) + (given % sides) * 11;
  const png = picture(job.width, job.height, (10 * number) % 256, job.channels);
  if (what === 'lost') {
    answer.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length });
    answer.write(png.subarray(0, png.length / 2));
    return setTimeout(() => answer.destroy(), 50);
  }
  if (job.glass) job.done = true;
  else given += 1;
  return answer.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': png.length }).end(png);
}

const server = createServer((request, answer) => {
  const { method, url } = request;
  let body = '';
  request.on('data', (piece) => { body += piece; });
  request.on('end', () => {
    const xml = (text) => answer.writeHead(200, { 'Content-Type': 'text/xml' }).end(text);
    if (method === 'GET' && url.endsWith('/ScannerCapabilities')) return xml(capabilities);
    if (method === 'GET' && url.endsWith('/ScannerStatus')) return xml(`<?xml version="1.0"?><scan:ScannerStatus ${names}><pwg:Version>2.63</pwg:Version><pwg:State>${Object.values(states).includes(adf) ? 'Stopped' : 'Idle'}</pwg:State><scan:AdfState>${adf}</scan:AdfState></scan:ScannerStatus>`);
    if (method === 'POST' && url.endsWith('/ScanJobs')) {
      const told = (name) => new RegExp(`<[a-z]+:${name}>([^<]*)<`).exec(body)?.[1];
      const glass = told('InputSource') !== 'Feeder';
      if (!glass && (given >= plan.sheets * 2 || plan.sheets === 0)) return answer.writeHead(409).end();
      const dpi = Number(told('XResolution') ?? 100);
      const dots = (name) => Math.max(1, Math.round((Number(told(name) ?? 600) * dpi) / 300));
      job = { glass, duplex: told('Duplex') === 'true', channels: told('ColorMode') === 'RGB24' ? 3 : 1, width: dots('Width'), height: dots('Height'), done: false };
      jobs += 1;
      return answer.writeHead(201, { Location: `http://127.0.0.1:${server.address().port}/eSCL/ScanJobs/${jobs}` }).end();
    }
    if (method === 'GET' && url.endsWith('/NextDocument')) return next(answer);
    if (method === 'DELETE') return answer.writeHead(200).end();
    return answer.writeHead(404).end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
