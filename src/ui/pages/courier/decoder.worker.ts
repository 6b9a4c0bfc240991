import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import address from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads codes away from the page's thread, so that no tap waits for a picture. The decoder comes from our own server. */

export interface Picture {
  readonly id: number;
  readonly image: ImageData;
  /** A photograph: all of it and with every effort; a camera's picture comes again in a moment. */
  readonly still: boolean;
}

export interface SeenCode {
  readonly text: string;
  /** Corners in the picture, clockwise. */
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}

export type Told = { readonly ready: true } | { readonly failed: string } | { readonly id: number; readonly codes: readonly SeenCode[] };

prepareZXingModule({ overrides: { locateFile: () => address } });

const moving: ReaderOptions = { formats: ['QRCode'], tryHarder: true, tryRotate: false, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: 8 };
const still: ReaderOptions = { ...moving, tryRotate: true, tryInvert: true, maxNumberOfSymbols: 64 };

const tell = (told: Told): void => self.postMessage(told);

self.onmessage = async ({ data }: MessageEvent<Picture>): Promise<void> => {
  try {
    const found = await readBarcodes(data.image, data.still ? still : moving);
    const codes = found.filter((each) => each.isValid).map(({ text, position: at }) => ({ text, corners: [at.topLeft, at.topRight, at.bottomRight, at.bottomLeft] }));
    tell({ id: data.id, codes });
  } catch (error) {
    tell({ failed: String(error) });
  }
};

// Asks for the decoder at once; an empty picture is the cheapest way to have it compiled.
readBarcodes(new ImageData(16, 16), moving).then(
  () => tell({ ready: true }),
  (error: unknown) => tell({ failed: String(error) }),
);
