/** Paints a mask over a picture. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile } from "../../protocol.ts";
import { Dialog } from "../shared/dialog.tsx";
import { upload } from "../shared/server.ts";
import { announce, report } from "../shared/state.ts";
import { useHistory } from "./history.ts";
import { drawAll, drawMark, paintedShare, toMask, type Mark } from "./marks.ts";
import { usePainting, type Tool } from "./painting.ts";
import { Toolbar } from "./toolbar.tsx";

export interface PainterProps {
  picture: MediaFile;
  /** A mask to go on with. */
  mask?: MediaFile | undefined;
  onSave: (mask: MediaFile) => void;
  onClose: () => void;
}

interface Size {
  width: number;
  height: number;
}

const largestZoom = 16;

async function bitmapAt(address: string): Promise<ImageBitmap> {
  const response = await fetch(address);
  return createImageBitmap(await response.blob());
}

const contextOf = (canvas: HTMLCanvasElement | null) => canvas?.getContext("2d", { willReadFrequently: true });

export function Painter({ picture, mask, onSave, onClose }: PainterProps): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [natural, setNatural] = useState<Size | undefined>(undefined);
  const [tool, setTool] = useState<Tool>("brush");
  const [size, setSize] = useState(60);
  const [zoom, setZoom] = useState(1);
  const [preview, setPreview] = useState<Mark | undefined>(undefined);
  const history = useHistory();

  const fit = () => {
    const { clientWidth = 0, clientHeight = 0 } = area.current ?? {};
    if (natural !== undefined) setZoom(Math.min(1, clientWidth / natural.width, clientHeight / natural.height));
  };
  const changeZoom = (next: number) => {
    setZoom(Math.min(largestZoom, Math.max(0.05, next)));
  };
  useEffect(() => {
    bitmapAt(picture.address).then(({ width, height }) => {
      setNatural({ width, height });
      setSize(Math.max(1, Math.round(Math.max(width, height) / 16)));
    }).catch(report);
    if (mask === undefined) return;
    bitmapAt(mask.address).then((bitmap) => {
      history.add({ kind: "picture", picture: bitmap });
    }).catch(report);
  }, []);
  useLayoutEffect(fit, [natural]);
  useLayoutEffect(() => {
    const context = contextOf(canvas.current);
    if (natural === undefined || context === null || context === undefined) return;
    drawAll(context, history.marks);
    if (preview !== undefined) drawMark(context, preview);
  }, [history.marks, preview, natural]);

  const { cursor, handlers } = usePainting({
    canvas,
    area,
    tool,
    size,
    zoom,
    onZoom: changeZoom,
    onMark: (mark) => {
      history.add(mark);
    },
    onPreview: setPreview,
  });
  const save = async () => {
    const context = contextOf(canvas.current);
    if (context === null || context === undefined) return;
    const share = paintedShare(context);
    onSave(await upload(await toMask(context), "mask.png"));
    announce(`The mask is saved: ${Math.round(share * 100)} percent of the picture is white.`);
    onClose();
  };
  const { width = 0, height = 0 } = natural ?? {};
  return (
    <Dialog title="Paint a mask" className="painter" onClose={onClose}>
      <Toolbar
        tool={tool}
        onTool={setTool}
        size={size}
        largestSize={Math.max(1, Math.round(Math.max(width, height) / 2))}
        onSize={setSize}
        zoom={zoom}
        onZoom={changeZoom}
        onFit={fit}
        history={history}
        onSave={() => { save().catch(report); }}
      />
      <div
        class="painter-area"
        aria-busy={natural === undefined || (mask !== undefined && history.marks.length === 0)}
        ref={area}
        onWheel={(event) => {
          if (!event.ctrlKey) return;
          event.preventDefault();
          changeZoom(zoom * Math.exp(-event.deltaY / 400));
        }}
      >
        <div class="painter-sheet" style={{ width: `${width * zoom}px`, height: `${height * zoom}px` }}>
          <img src={picture.address} alt={`The picture ${picture.name}`} draggable={false} />
          <canvas
            ref={canvas}
            width={width}
            height={height}
            tabIndex={0}
            role="application"
            aria-label="Mask: arrow keys move the brush, Space paints, Shift with an arrow key paints the way"
            {...handlers}
          />
          {cursor !== undefined && tool !== "rectangle" && (
            <span
              class="painter-cursor"
              style={{
                width: `${size * zoom}px`,
                height: `${size * zoom}px`,
                left: `${cursor.x * zoom}px`,
                top: `${cursor.y * zoom}px`,
              }}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
